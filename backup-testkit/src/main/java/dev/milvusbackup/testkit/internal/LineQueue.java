package dev.milvusbackup.testkit.internal;

import dev.milvusbackup.testkit.ServerStartException;
import java.io.BufferedReader;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Reads lines of another process with a timeout. */
final class LineQueue {

  /**
   * Holds one element per answer, then an empty one. The process prints only answers, so few wait.
   */
  private final BlockingQueue<Optional<String>> lines = new LinkedBlockingQueue<>(16);

  private LineQueue() {}

  static LineQueue of(BufferedReader reader) {
    LineQueue queue = new LineQueue();
    Thread thread = new Thread(() -> queue.fill(reader), "milvus-backup-launcher");
    thread.setDaemon(true);
    thread.start();
    return queue;
  }

  /** Waits for the next line. Returns empty after the last one. */
  Optional<String> next(Duration timeout) {
    try {
      Optional<String> line = lines.poll(timeout.toMillis(), TimeUnit.MILLISECONDS);
      if (line == null) {
        throw ServerStartException.failed(
            "Cannot wait longer for the servers: no answer after %d s. Increase the timeout, or check the load of the machine."
                .formatted(timeout.toSeconds()),
            null);
      }
      return line;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ServerStartException.failed("Cannot wait for the servers: interrupted.", e);
    }
  }

  private void fill(BufferedReader reader) {
    try {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lines.put(Optional.of(line));
      }
    } catch (IOException e) {
      // Another thread closed the stream because the process has ended; same as the end of output.
    } catch (InterruptedException e) {
      return;
    }
    lines.offer(Optional.empty());
  }
}
