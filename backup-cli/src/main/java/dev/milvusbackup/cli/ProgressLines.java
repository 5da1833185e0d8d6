package dev.milvusbackup.cli;

import dev.milvusbackup.Phase;
import dev.milvusbackup.Progress;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A line at each change of phase, and every few seconds in between: for logs. */
final class ProgressLines implements ProgressDisplay {

  private static final Duration PERIOD = Duration.ofSeconds(10);

  private final PrintWriter err;
  private @Nullable Phase phase;
  private Duration shownAt = Duration.ZERO;

  ProgressLines(PrintWriter err) {
    this.err = err;
  }

  @Override
  public void onProgress(Progress progress) {
    boolean due = progress.elapsed().minus(shownAt).compareTo(PERIOD) >= 0;
    if (due || progress.phase() != phase) {
      phase = progress.phase();
      shownAt = progress.elapsed();
      err.println(line(progress));
    }
  }

  @Override
  public void close() {}

  static String line(Progress progress) {
    StringBuilder line = new StringBuilder(progress.phase().name().toLowerCase(Locale.ROOT));
    if (progress.collections() > 0) {
      line.append(
          ": %d/%d collections".formatted(progress.collectionsDone(), progress.collections()));
    }
    if (progress.bytes() > 0) {
      line.append(
          ", %s of %s, %s/s"
              .formatted(
                  Amount.bytes((double) progress.bytesDone()),
                  Amount.bytes((double) progress.bytes()),
                  Amount.bytes(progress.bytesPerSecond())));
      progress
          .eta()
          .filter(left -> progress.phase() != Phase.DONE)
          .ifPresent(left -> line.append(", %d s left".formatted(left.toSeconds())));
    }
    return line.toString();
  }
}
