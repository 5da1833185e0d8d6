package dev.milvusbackup.testkit.internal;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A service that gives prepared answers, at the level of sockets: unlike HTTP servers it can answer
 * before it has read a request, and close the connection on it.
 */
final class AnswerServer implements AutoCloseable {

  private static final byte[] CONTINUE = ascii("HTTP/1.1 100 Continue\r\n\r\n");
  private static final int SMALL_BUFFER = 8 << 10;

  private final ServerSocket socket = new ServerSocket();
  private final Function<String, Answer> answers;
  private final Queue<String> requests = new ConcurrentLinkedQueue<>();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  /**
   * Starts a server.
   *
   * @param answers the answer for a request line, such as {@code PUT /bucket/key HTTP/1.1}
   */
  AnswerServer(Function<String, Answer> answers) throws IOException {
    this.answers = answers;
    // So that a client cannot send all of a body to a server that does not read it.
    socket.setReceiveBufferSize(SMALL_BUFFER);
    socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    start(this::accept);
  }

  /** When an answer is given. */
  enum When {
    /** After the request was read. */
    READ,
    /** Before the body is read, and the connection is closed on it. */
    EARLY
  }

  /**
   * An answer.
   *
   * @param head the status line without the version, and the headers
   * @param body the body, which is not sent to a HEAD; the length is added
   */
  record Answer(List<String> head, String body, When when) {

    /** No answer: the connection is closed. */
    static final Answer NONE = new Answer(List.of(), "", When.EARLY);

    private byte[] bytes(boolean withBody) {
      if (head.isEmpty()) {
        return new byte[0];
      }
      StringBuilder text = new StringBuilder("HTTP/1.1 " + String.join("\r\n", head) + "\r\n");
      text.append("Content-Length: ").append(body.length()).append("\r\n");
      if (when == When.EARLY) {
        text.append("Connection: close\r\n");
      }
      return ascii(text.append("\r\n").append(withBody ? body : "").toString());
    }
  }

  String endpoint() {
    return "http://127.0.0.1:" + socket.getLocalPort();
  }

  /** The methods and paths so far. */
  List<String> requests() {
    return List.copyOf(requests);
  }

  @Override
  public void close() {
    try {
      socket.close();
      for (Socket connection : open) {
        connection.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket connection = socket.accept();
        open.add(connection);
        start(() -> serve(connection));
      } catch (IOException e) {
        // It is closed.
      }
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      InputStream in = new BufferedInputStream(connection.getInputStream(), SMALL_BUFFER);
      boolean more = true;
      while (more) {
        List<String> head = head(in);
        more = !head.isEmpty() && answer(head, in, connection.getOutputStream());
      }
    } catch (IOException e) {
      // The client has closed it.
    } finally {
      open.remove(connection);
    }
  }

  /** Returns whether the connection can be used again. */
  private boolean answer(List<String> head, InputStream in, OutputStream out) throws IOException {
    String request = head.get(0);
    requests.add(request.substring(0, request.lastIndexOf(' ')));
    Answer answer = answers.apply(request);
    if (answer.when() == When.READ) {
      if (header(head, "expect") != null) {
        out.write(CONTINUE);
      }
      String length = header(head, "content-length");
      in.skipNBytes(length == null ? 0 : Long.parseLong(length));
    }
    out.write(answer.bytes(!request.startsWith("HEAD ")));
    out.flush();
    return answer.when() == When.READ;
  }

  private static List<String> head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        return List.of();
      }
      head.append((char) next);
    }
    return head.toString().strip().lines().toList();
  }

  private static @Nullable String header(List<String> head, String name) {
    return head.stream()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
        .map(line -> line.substring(name.length() + 1).strip())
        .findFirst()
        .orElse(null);
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "answers");
    thread.setDaemon(true);
    thread.start();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
