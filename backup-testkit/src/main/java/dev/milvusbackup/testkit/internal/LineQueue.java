package dev.milvusbackup.testkit.internal;

import dev.milvusbackup.testkit.ServerStartException;
import java.io.BufferedReader;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Lines of another process, which can be waited for with a deadline. */
final class LineQueue {

  /** One for each answer and the end: the process speaks only when asked. */
  private final BlockingQueue<Optional<String>> lines = new LinkedBlockingQueue<>(16);

  private LineQueue() {}

  static LineQueue of(BufferedReader reader) {
    LineQueue queue = new LineQueue();
    Thread thread = new Thread(() -> queue.fill(reader), "milvus-backup-launcher");
    thread.setDaemon(true);
    thread.start();
    return queue;
  }

  /** The next line, or empty when there will be none. */
  Optional<String> next(Duration timeout) {
    try {
      Optional<String> line = lines.poll(timeout.toMillis(), TimeUnit.MILLISECONDS);
      if (line == null) {
        throw ServerStartException.failed(
            "Cannot wait longer for the servers: no answer after %d s. Allow more time, or look at what the machine is doing."
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
      // The stream was closed under us: the process is gone, as at the end of its output.
    } catch (InterruptedException e) {
      return;
    }
    lines.offer(Optional.empty());
  }
}
