package dev.milvusbackup.benchmarks.scale;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScaleTest {

  /** The simulation counts rows and objects by itself, and throws where they are not right. */
  @Test
  void createsAndReadsWhatItSimulates() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    Scale.run(new PrintStream(out, true, StandardCharsets.UTF_8), "3x40", "1x100");

    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("| 3 | 120 | 1200 |")
        .contains("| 1 | 100 | 1000 |");
  }

  /** What is removed is counted, too. */
  @Test
  void prunesWhatItSimulates() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    Scale.run(new PrintStream(out, true, StandardCharsets.UTF_8), "prune:10x200");

    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("prune of 11 incremental backups of 2000 objects each, keeping 10:")
        .containsPattern("condemn: live heap \\d+ MiB")
        .containsPattern("remove: live heap \\d+ MiB");
  }

  /** As lists of objects, what is created alone would be more than this heap. */
  @Test
  void fiftyThousandObjectsFitIntoASmallHeap(@TempDir Path folder)
      throws IOException, InterruptedException {
    Path output = folder.resolve("output");
    Process java =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx32m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Scale.class.getName(),
                "1x5000")
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();

    try {
      assertThat(java.waitFor(3, TimeUnit.MINUTES)).isTrue();
      assertThat(java.exitValue()).as(Files.readString(output)).isZero();
      assertThat(output).content().contains("| 1 | 5000 | 50000 |");
    } finally {
      java.destroyForcibly();
    }
  }
}
