package dev.milvusbackup.it;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** Passes TCP connections on to a server, until the line is cut. */
final class CuttableProxy implements AutoCloseable {

  private static final Duration OUTAGE = Duration.ofSeconds(10);

  private final URI server;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private ServerSocket listener;

  private CuttableProxy(URI server, ServerSocket listener) {
    this.server = server;
    this.listener = listener;
    start("accept", () -> accept(listener));
  }

  static CuttableProxy to(URI server) throws IOException {
    return new CuttableProxy(server, new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + listener.getLocalPort());
  }

  /** Ends all connections and refuses new ones for ten seconds. */
  void cutForAWhile() {
    try {
      cut();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Executor later = CompletableFuture.delayedExecutor(OUTAGE.toMillis(), TimeUnit.MILLISECONDS);
    later.execute(this::mend);
  }

  private synchronized void cut() throws IOException {
    listener.close();
    for (Socket socket : open) {
      socket.close();
    }
  }

  private synchronized void mend() {
    try {
      listener = listenAgain();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ServerSocket listenAgain() throws IOException {
    ServerSocket again = new ServerSocket();
    again.setReuseAddress(true);
    again.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), listener.getLocalPort()));
    start("accept", () -> accept(again));
    return again;
  }

  @Override
  public void close() throws IOException {
    cut();
  }

  private void accept(ServerSocket from) throws IOException {
    while (true) {
      Socket client = from.accept();
      open.add(client);
      Socket upstream = new Socket(server.getHost(), server.getPort());
      open.add(upstream);
      start("up", () -> pump(client, upstream));
      start("down", () -> pump(upstream, client));
    }
  }

  private void pump(Socket from, Socket to) throws IOException {
    try (from;
        to;
        InputStream in = from.getInputStream()) {
      in.transferTo(to.getOutputStream());
    } finally {
      open.remove(from);
      open.remove(to);
    }
  }

  private static void start(String name, Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException e) {
                // A cut line: the ends hear of it by themselves.
              }
            },
            "proxy-" + name);
    thread.setDaemon(true);
    thread.start();
  }

  private interface Work {
    void run() throws IOException;
  }
}
