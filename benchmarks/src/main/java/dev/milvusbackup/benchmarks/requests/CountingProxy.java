package dev.milvusbackup.benchmarks.requests;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Passes HTTP requests on to an S3 server as they are, since they are signed, and keeps their
 * heads.
 */
final class CountingProxy implements AutoCloseable {

  private final URI server;
  private final ServerSocket listener;
  private final List<S3Request> requests = new ArrayList<>();

  private CountingProxy(URI server, ServerSocket listener) {
    this.server = server;
    this.listener = listener;
  }

  static CountingProxy to(URI server) throws IOException {
    CountingProxy proxy =
        new CountingProxy(server, new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    start(proxy::accept);
    return proxy;
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + listener.getLocalPort());
  }

  /** Returns the requests since the last call. */
  synchronized List<S3Request> take() {
    List<S3Request> taken = List.copyOf(requests);
    requests.clear();
    return taken;
  }

  private synchronized void add(S3Request request) {
    requests.add(request);
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }

  private void accept() throws IOException {
    while (true) {
      Socket client = listener.accept();
      Socket upstream = new Socket(server.getHost(), server.getPort());
      client.setTcpNoDelay(true);
      upstream.setTcpNoDelay(true);
      start(() -> closing(client, upstream, () -> passRequests(client, upstream)));
      start(() -> closing(client, upstream, () -> passAnswers(upstream, client)));
    }
  }

  private static void passAnswers(Socket upstream, Socket client) throws IOException {
    upstream.getInputStream().transferTo(client.getOutputStream());
  }

  private void passRequests(Socket client, Socket upstream) throws IOException {
    InputStream in = new BufferedInputStream(client.getInputStream());
    OutputStream out = new BufferedOutputStream(upstream.getOutputStream());
    String line = line(in);
    while (!line.isEmpty()) {
      List<String> head = new ArrayList<>();
      while (!line.equals("\r\n")) {
        head.add(line.strip());
        out.write(line.getBytes(StandardCharsets.ISO_8859_1));
        line = line(in);
      }
      out.write(line.getBytes(StandardCharsets.ISO_8859_1));
      S3Request request = S3Request.parse(head);
      add(request);
      pass(in, out, request.length());
      out.flush();
      line = line(in);
    }
  }

  private static void pass(InputStream in, OutputStream out, long length) throws IOException {
    byte[] buffer = new byte[1 << 16];
    for (long left = length; left > 0; ) {
      int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
      if (read < 0) {
        throw new EOFException("A request ends early");
      }
      out.write(buffer, 0, read);
      left -= read;
    }
  }

  /** A line with its end; empty at the end of the stream. */
  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int next = in.read();
    while (next >= 0) {
      line.write(next);
      if (next == '\n') {
        break;
      }
      next = in.read();
    }
    return line.toString(StandardCharsets.ISO_8859_1);
  }

  private static void closing(Closeable one, Closeable other, Work work) throws IOException {
    try (one;
        other) {
      work.run();
    }
  }

  private static void start(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException e) {
                // The other end has closed the connection: both ends notice.
              }
            },
            "counting-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  private interface Work {
    void run() throws IOException;
  }
}
