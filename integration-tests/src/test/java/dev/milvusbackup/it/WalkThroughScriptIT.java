package dev.milvusbackup.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The documentation's walk-through, by curl and by the command line, on servers of its own. */
class WalkThroughScriptIT {

  private static final int MISSING_ON_THIS_MACHINE = 3;

  @TempDir Path folder;

  @Test
  void everyStepOfTheDocumentationIsRight() throws Exception {
    Path output = folder.resolve("output");
    ProcessBuilder script =
        new ProcessBuilder(Path.of("walk-through.sh").toAbsolutePath().toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    script.environment().remove("MILVUS_URI");
    Process process = script.start();
    try {
      assertThat(process.waitFor(8, TimeUnit.MINUTES)).as("ended in time").isTrue();
    } finally {
      process.destroy();
    }
    String story = Files.readString(output);
    if (process.exitValue() == MISSING_ON_THIS_MACHINE && !"true".equals(System.getenv("CI"))) {
      abort(story);
    }
    assertThat(process.exitValue()).as(story).isZero();
    assertThat(story).contains("done: every step was right");
  }
}
