package dev.milvusbackup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands start nothing in the background: the archive of classes is made by the build. */
class ClassArchiveIT {

  private static final int CALLS = 20;

  @TempDir Path installed;
  @TempDir Path cache;

  @BeforeEach
  void copyWithoutTheArchive() throws IOException {
    for (String file :
        List.of(
            "bin/milvus-backup",
            "bin/make-class-archive",
            "bin/milvus-backup.classes",
            "target/milvus-backup.jar")) {
      Path from = Path.of(file);
      Files.copy(from, installed.resolve(from.getFileName()));
    }
  }

  @Test
  void theBuildHasMadeIt() {
    assertThat(Path.of("target/milvus-backup.jsa")).isNotEmptyFile();
  }

  @Test
  void manyCallsWithoutItLeaveNothingBehind() throws Exception {
    List<Process> calls = new ArrayList<>();
    for (int i = 0; i < CALLS; i++) {
      calls.add(start("milvus-backup", "--version"));
    }

    for (Process call : calls) {
      assertThat(call.waitFor(2, TimeUnit.MINUTES)).isTrue();
      assertThat(call.exitValue()).isZero();
    }
    assertThat(processesOfThisInstallation()).isEmpty();
    assertThat(files(cache)).isEmpty();
    assertThat(files(installed))
        .containsExactlyInAnyOrder(
            "make-class-archive", "milvus-backup", "milvus-backup.classes", "milvus-backup.jar");
  }

  @Test
  void itIsMadeAtInstallTimeAndUsed() throws Exception {
    assertThat(start("make-class-archive").waitFor()).isZero();

    assertThat(files(installed)).contains("milvus-backup.jsa").hasSize(5);
    Process call = start("milvus-backup", "-Xshare:on", "--version"); // fails without an archive
    assertThat(call.waitFor()).isZero();
  }

  @Test
  void aMakerThatIsKilledLeavesNoArchiveAndIsInNobodysWay() throws Exception {
    Process maker = start("make-class-archive");
    while (files(installed).size() < 5 && maker.isAlive()) {
      Thread.onSpinWait();
    }
    List<ProcessHandle> all =
        Stream.concat(maker.descendants(), Stream.of(maker.toHandle())).toList();
    all.forEach(ProcessHandle::destroyForcibly);
    maker.waitFor();

    assertThat(files(installed)).doesNotContain("milvus-backup.jsa");
    assertThat(start("milvus-backup", "--version").waitFor()).isZero();
    assertThat(start("make-class-archive").waitFor()).isZero();
    assertThat(files(installed)).contains("milvus-backup.jsa").hasSize(5);
  }

  /** An option of the JVM goes to it, by the variable of the launcher. */
  private Process start(String script, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(installed.resolve(script).toString()));
    List<String> options = new ArrayList<>();
    for (String argument : arguments) {
      (argument.startsWith("-X") ? options : command).add(argument);
    }
    ProcessBuilder process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD);
    process.environment().put("XDG_CACHE_HOME", cache.toString());
    process.environment().put("JAVA_HOME", System.getProperty("java.home"));
    process.environment().put("JAVA_OPTS", String.join(" ", options));
    process.environment().remove("MILVUS_BACKUP_NO_ARCHIVE");
    return process.start();
  }

  private List<ProcessHandle> processesOfThisInstallation() {
    return ProcessHandle.allProcesses()
        .filter(process -> process.info().commandLine().orElse("").contains(installed.toString()))
        .toList();
  }

  private static List<String> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
