package dev.milvusbackup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On a backup that the Go tool has made. Needs no Milvus. */
class VerifyCommandTest {

  @TempDir Path folder;
  private String config = "";

  @BeforeEach
  void copyTheBackup() throws IOException {
    config = GoBackup.copyTo(folder).config();
  }

  @Test
  void saysThatABackupIsSound() {
    Run run = Run.of("verify", "-n", "peer_bk1", "--config", config);

    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
    assertThat(run.out()).startsWith("peer_bk1: sound (content, 30 objects, ");
  }

  @Test
  void namesWhatIsWrongAndEndsWithOne() throws IOException {
    Files.writeString(folder.resolve("backups/peer_bk1/binlogs/stray"), "x");

    Run run = Run.of("verify", "-n", "peer_bk1", "--depth", "presence", "--config", config);

    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(run.out())
        .startsWith(
            "STRAY peer_bk1/binlogs/stray: it does not belong to the backup, but Milvus would import it too\n")
        .contains("peer_bk1: 1 findings (presence, 30 objects, ");
  }

  @Test
  void tellsTheSameAsJson() throws IOException {
    Files.writeString(folder.resolve("backups/peer_bk1/binlogs/stray"), "x");

    Run run = Run.of("verify", "-n", "peer_bk1", "--sample", "10%", "--json", "--config", config);

    JsonNode json = new JsonMapper().readTree(run.out());
    assertThat(json.path("name").asText()).isEqualTo("peer_bk1");
    assertThat(json.path("depth").asText()).isEqualTo("CONTENT");
    assertThat(json.path("sound").asBoolean(true)).isFalse();
    assertThat(json.path("objects").asInt()).isEqualTo(5 + 3);
    assertThat(json.path("finding_count").asInt()).isEqualTo(1);
    assertThat(json.path("findings").path(0).path("kind").asText()).isEqualTo("STRAY");
    assertThat(json.path("findings").path(0).path("key").asText())
        .isEqualTo("peer_bk1/binlogs/stray");
    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
  }

  @Test
  void whatIsNotThereEndsWithOne() {
    Run run = Run.of("verify", "-n", "missing", "--config", config);

    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err()).contains("Error: Cannot find backup 'missing'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "verify",
        "verify -n peer_bk1 --depth deep",
        "verify -n peer_bk1 --sample 0",
        "verify -n peer_bk1 --sample 101%",
        "verify -n peer_bk1 --seed x",
        "verify -n a/b"
      })
  void whatCannotBeUnderstoodEndsWithTwo(String line) {
    Run run = Run.of((line + " --config " + config).split(" "));

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.out()).isEmpty();
  }
}
