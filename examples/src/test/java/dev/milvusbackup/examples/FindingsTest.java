package dev.milvusbackup.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The form of the scripts in {@code findings}, which CI does not run. */
class FindingsTest {

  private static final Path FINDINGS = Path.of("../findings");

  static List<Path> scripts() throws IOException {
    try (Stream<Path> files = Files.list(FINDINGS)) {
      return files.filter(file -> file.toString().endsWith(".sh")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void saysWhatWasSeenAndFailsIfThatChanges(Path script) throws IOException {
    List<String> lines = Files.readAllLines(script);

    assertThat(Files.isExecutable(script)).as("executable").isTrue();
    assertThat(lines.get(0)).isEqualTo("#!/usr/bin/env bash");
    for (String head : List.of("# Software:", "# Expected:", "# Seen:", "# Matters:")) {
      assertThat(lines).as(head).anyMatch(line -> line.startsWith(head));
    }
    assertThat(lines).contains("set -euo pipefail").anyMatch(line -> line.contains("mktemp -d"));
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void runsWithoutThisProjectAndPinsWhatItInstalls(Path script) throws IOException {
    String text = Files.readString(script);

    assertThat(text).doesNotContain("milvusbackup", "milvus-backup", "mvnw", "dev/servers");
    assertThat(text)
        .as("a version for each package")
        .doesNotContainPattern("(pip\"? install|npm install|go install)[^\\n]*@latest")
        .doesNotContainPattern("pip\"? install -q [a-z0-9-]+(\\s|$)");
  }

  @Test
  void eachIsListed() throws IOException {
    String readme = Files.readString(FINDINGS.resolve("README.md"));

    assertThat(scripts()).isNotEmpty();
    for (Path script : scripts()) {
      assertThat(readme).contains("](" + script.getFileName() + ")");
    }
  }
}
