package dev.milvusbackup.testkit.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LauncherScriptTest {

  private static final Path SOURCES = Path.of("../dev");

  @Test
  void theUnpackedScriptEqualsTheOneInTheRepository() throws IOException {
    Path folder = LauncherScript.path().getParent();

    List<String> parts = files(SOURCES.resolve("devservers"));
    assertThat(parts).isNotEmpty().isEqualTo(files(folder.resolve("devservers")));
    for (String file : LauncherScript.FILES) {
      assertThat(folder.resolve(file)).hasSameBinaryContentAs(SOURCES.resolve(file));
    }
  }

  private static List<String> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(f -> f.getFileName().toString())
          .filter(n -> n.endsWith(".py"))
          .sorted()
          .toList();
    }
  }
}
