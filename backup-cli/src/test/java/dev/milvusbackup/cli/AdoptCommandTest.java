package dev.milvusbackup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a backup that the Go tool has made. Needs no Milvus. */
class AdoptCommandTest {

  @TempDir Path folder;
  private GoBackup backup;

  @BeforeEach
  void copyTheBackup() throws IOException {
    backup = GoBackup.copyTo(folder);
  }

  private Run run(String... arguments) {
    return Run.of(
        Stream.concat(Stream.of(arguments), Stream.of("--config", backup.config()))
            .toArray(String[]::new));
  }

  @Test
  void aBackupOfTheGoToolIsAdopted() {
    Run adopt = run("adopt", "-n", "peer_bk1");

    assertThat(adopt.exitCode()).as(adopt.err()).isEqualTo(ExitCode.OK);
    assertThat(adopt.out()).contains("adopt backup done");
    assertThat(run("verify", "-n", "peer_bk1").out()).startsWith("peer_bk1: sound (content, ");
    Run again = run("adopt", "-n", "peer_bk1");
    assertThat(again.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(again.err())
        .contains(
            "Cannot adopt backup 'peer_bk1': it is an incremental backup already. Keep it as it is.");
  }

  @Test
  void aDeletedIncrementalBackupComesBack() {
    run("adopt", "-n", "peer_bk1");

    assertThat(run("delete", "-n", "peer_bk1", "--json").out()).contains("\"undeletable\": true");
    assertThat(run("verify", "-n", "peer_bk1").exitCode()).isNotEqualTo(ExitCode.OK);
    Run undelete = run("undelete", "-n", "peer_bk1");

    assertThat(undelete.out()).contains("undelete backup done");
    assertThat(run("verify", "-n", "peer_bk1").exitCode()).isEqualTo(ExitCode.OK);
    assertThat(run("undelete", "-n", "peer_bk1").err())
        .contains("has no deleted backup of that name");
  }
}
