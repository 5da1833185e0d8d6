package dev.milvusbackup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milvusbackup.Phase;
import dev.milvusbackup.Progress;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressLinesTest {

  private final StringWriter err = new StringWriter();

  @Test
  void tellsChangesOfPhaseAndThenOnlyEveryFewSeconds() {
    try (ProgressLines lines = new ProgressLines(new PrintWriter(err, true))) {
      lines.onProgress(progress(Phase.PLANNING, 0, 0, 0));
      lines.onProgress(progress(Phase.COPYING, 0, 10 << 20, 1));
      lines.onProgress(progress(Phase.COPYING, 5 << 20, 10 << 20, 5));
      lines.onProgress(progress(Phase.COPYING, 6 << 20, 10 << 20, 12));
    }

    assertThat(err.toString())
        .isEqualTo(
            """
            planning: 1/2 collections
            copying: 1/2 collections, 0 B of 10.0 MiB, 0 B/s
            copying: 1/2 collections, 6.0 MiB of 10.0 MiB, 512.0 KiB/s, 8 s left
            """);
  }

  @Test
  void theBarEndsWithALine() {
    try (ProgressDisplay bar = new ProgressBarDisplay(new PrintWriter(err, true))) {
      bar.onProgress(progress(Phase.COPYING, 5 << 20, 10 << 20, 5));
    }

    assertThat(err.toString()).contains("50%", "copying, 1/2 collections").endsWith("\n");
  }

  private static Progress progress(Phase phase, long done, long bytes, int seconds) {
    return Progress.builder(phase)
        .collectionsDone(1)
        .collections(2)
        .bytesDone(done)
        .bytes(bytes)
        .elapsed(Duration.ofSeconds(seconds))
        .build();
  }
}
