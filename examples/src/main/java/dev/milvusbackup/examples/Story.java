package dev.milvusbackup.examples;

import dev.milvusbackup.error.BackupException;
import io.milvus.v2.client.MilvusClientV2;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.CompletionException;

/** Prints the steps of an example to the console. */
final class Story {

  private final Instant begin = Instant.now();

  /** The steps of an example. */
  interface Plot {
    void unfold(Story story, MilvusClientV2 milvus) throws Exception;
  }

  /** Runs an example. An error of the library ends it with its message. */
  static void tell(Plot plot) throws Exception {
    try {
      MilvusClientV2 milvus = Env.milvus();
      try {
        plot.unfold(new Story(), milvus);
      } finally {
        milvus.close();
      }
    } catch (CompletionException e) {
      end(e.getCause() instanceof BackupException cause ? cause : e);
    } catch (BackupException | IllegalStateException e) {
      end(e);
    }
  }

  void say(String text, Object... values) {
    double seconds = Duration.between(begin, Instant.now()).toMillis() / 1000.0;
    System.out.printf(
        Locale.ROOT, "%5.1f s  %s%n", seconds, String.format(Locale.ROOT, text, values));
  }

  private static void end(Throwable e) {
    System.err.println(e.getMessage());
    System.exit(1);
  }
}
