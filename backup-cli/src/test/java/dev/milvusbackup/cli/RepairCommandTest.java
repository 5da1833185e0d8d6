package dev.milvusbackup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a backup that the Go tool has made, which has no digests. Needs no Milvus. */
class RepairCommandTest {

  @TempDir Path folder;
  @TempDir Path other;
  private GoBackup backup;
  private GoBackup copy;
  private Path log;

  @BeforeEach
  void copyTheBackup() throws IOException {
    backup = GoBackup.copyTo(folder);
    copy = GoBackup.copyTo(other);
    log = insertLogs(backup).get(0);
  }

  private static List<Path> insertLogs(GoBackup of) throws IOException {
    try (Stream<Path> files = Files.walk(of.directory().resolve("binlogs/insert_log"))) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private String key() {
    return "peer_bk1/" + backup.directory().relativize(log);
  }

  private Run repair(String... more) {
    return Run.of(
        Stream.concat(
                Stream.of("repair", "-n", "peer_bk1", "--config", backup.config()), Stream.of(more))
            .toArray(String[]::new));
  }

  @Test
  void aMissingObjectComesFromTheCopy() throws IOException {
    byte[] bytes = Files.readAllBytes(log);
    Files.delete(log);

    Run run = repair("--from-config", copy.config());

    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
    assertThat(run.out())
        .startsWith("repaired " + key() + ": ")
        .contains(
            other.resolve("backups")
                + " (no digest in the backup: only size and structure agree)\n")
        .contains("peer_bk1: sound (repaired 1 of 25 objects, ");
    assertThat(log).hasBinaryContent(bytes);
    assertThat(Run.of("verify", "-n", "peer_bk1", "--config", backup.config()).exitCode())
        .isEqualTo(ExitCode.OK);
  }

  @Test
  void aMissingObjectComesFromMilvus() throws IOException {
    Path group = log.getParent().getParent().getParent();
    Path milvus =
        folder
            .resolve("milvus")
            .resolve(backup.directory().resolve("binlogs").relativize(group.getParent()))
            .resolve(group.relativize(log).toString());
    Files.createDirectories(milvus.getParent());
    Files.move(log, milvus);

    Run run = repair();

    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
    assertThat(run.out()).contains(" from file:").contains("/milvus (no digest");
    assertThat(log).hasSameBinaryContentAs(milvus);
  }

  /** Of the same size, so that only the structure shows it. */
  @Test
  void whatIsNoBinlogIsRefused() throws IOException {
    Path damaged = insertLogs(copy).get(0);
    Files.write(damaged, new byte[(int) Files.size(damaged)]);
    Files.delete(log);

    Run run = repair("--from-config", copy.config(), "--json");

    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
    JsonNode json = new JsonMapper().readTree(run.out());
    assertThat(json.path("sound").asBoolean(true)).isFalse();
    assertThat(json.path("repaired")).isEmpty();
    assertThat(json.path("findings").path(0).path("kind").asText()).isEqualTo("MISSING");
    assertThat(json.path("findings").path(0).path("key").asText()).isEqualTo(key());
    assertThat(json.path("findings").path(0).path("message").asText())
        .contains(other.resolve("backups").toString())
        .contains(folder.resolve("milvus") + ": it is missing");
    assertThat(log).doesNotExist();
  }

  @Test
  void aCopyWithoutConfigurationIsAMistake() {
    Run run = repair("--from-config", other.resolve("none.yaml").toString());

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("none.yaml").contains("no such file");
    assertThat(Run.of("repair", "--config", backup.config()).exitCode()).isEqualTo(ExitCode.USAGE);
  }
}
