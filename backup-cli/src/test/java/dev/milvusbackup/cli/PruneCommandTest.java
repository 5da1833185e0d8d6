package dev.milvusbackup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** On metadata of backups with dates. Needs no Milvus. */
class PruneCommandTest {

  private static final String META =
      """
      {"id": "NAME", "name": "NAME", "backup_timestamp": MILLIS, "size": 1048576, "milvus_version": "v2.6.0",
       "labels": {"day": "NAME"}}
      """;
  private static final String LEVEL = "{\"infos\": []}";
  private static final long DAY = 86_400_000;
  private static final long FIRST = 1_767_225_600_000L; // 2026-01-01T00:00:00Z

  @TempDir Path folder;
  private String config = "";

  @BeforeEach
  void writeBackups() throws IOException {
    for (int day = 0; day < 3; day++) {
      backup("n-" + day, FIRST + day * DAY);
    }
    Path file = folder.resolve("backup.yaml");
    String yaml =
        """
        configVersion: v2
        milvus:
          storage: {provider: local, rootPath: %s}
        backup:
          storage: {rootPath: %s}
        """;
    config =
        Files.writeString(file, yaml.formatted(folder.resolve("milvus"), folder.resolve("backups")))
            .toString();
  }

  @Test
  void showsFirstAndDeletesThen() {
    Run dry = prune("--prefix n- --keep-last 1 --keep-within 24h --dry-run");

    assertThat(dry.exitCode()).as(dry.err()).isEqualTo(ExitCode.OK);
    assertThat(dry.out())
        .isEqualTo(
            """
            keep   n-2  2026-01-03T00:00:00Z  last, within
            keep   n-1  2026-01-02T00:00:00Z  within
            delete n-0  2026-01-01T00:00:00Z
            to delete: 1, 1.0 MiB
            """);
    assertThat(folder.resolve("backups")).isDirectoryContaining("glob:**/n-0");

    Run run = prune("--prefix n- --keep-last 1 --keep-within 24h");

    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
    assertThat(run.out()).contains("delete n-0").matches("(?s).*\ndeleted: 1, \\d+ B\n");
    assertThat(folder.resolve("backups"))
        .isDirectoryNotContaining("glob:**/n-0")
        .isDirectoryContaining("glob:**/n-1");
  }

  @Test
  void removesWhatNoIncrementalBackupRefersTo() throws IOException {
    Path log = folder.resolve("backups/.shared/roots/r/insert_log/1/2/3/3/100/4");
    Files.createDirectories(log.getParent());
    Files.writeString(log, "12345");
    Files.setLastModifiedTime(log, FileTime.fromMillis(FIRST));

    assertThat(Run.of("list", "--tree", "--config", config).out())
        .startsWith("n-0  a delete frees ")
        .endsWith("shared objects that no backup needs: 5 B\n");
    String key = ".shared/roots/r/insert_log/1/2/3/3/100/4";
    assertThat(prune("--explain " + key).out())
        .startsWith(key + "  5 B\nno backup needs it: the next prune condemns it, and one from 2");
    assertThat(prune("--unreferenced --dry-run").out())
        .isEqualTo("to delete: 0, 0 B\nshared objects: to remove 0 B, condemned 5 B of 5 B\n");
    Run run = prune("--unreferenced --grace-period 2h");

    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
    assertThat(run.out())
        .isEqualTo("deleted: 0, 0 B\nshared objects: removed 0 B, condemned 5 B of 5 B\n");
    assertThat(run.err()).doesNotContain("There is no complete backup");
    assertThat(log).exists();
    try (Stream<Path> lists = Files.list(folder.resolve("backups/.shared/condemned"))) {
      for (Path list : lists.toList()) {
        Files.setLastModifiedTime(list, FileTime.fromMillis(FIRST));
      }
    }

    assertThat(prune("--explain " + key).out())
        .isEqualTo(key + "  5 B\ncondemned 2026-01-01T00:00:00Z: the next prune removes it\n");
    assertThat(prune("--unreferenced").out()).contains("removed 5 B, condemned 0 B of 0 B");
    assertThat(log).doesNotExist();
    assertThat(folder.resolve("backups")).isDirectoryContaining("glob:**/n-0");
  }

  @Test
  void explainsObjectsOfBackups() throws IOException {
    assertThat(prune("--explain n-0/meta/full_meta.json").out())
        .matches("n-0/meta/full_meta.json  \\d+ B\ngoes with a delete of backup n-0.*\n");
    Run unknown = prune("--explain n-0/nothing --json");
    assertThat(unknown.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(unknown.err()).contains("Cannot explain 'n-0/nothing'", "has no object of that key");
    JsonNode json =
        new JsonMapper().readTree(prune("--explain n-0/meta/full_meta.json --json").out());
    assertThat(json.path("fate").asText()).isEqualTo("OF_BACKUP");
    assertThat(json.path("backup").asText()).isEqualTo("n-0");
  }

  @Test
  void refusesRulesWithoutBackups() {
    Run run = prune("--unreferenced --keep-last 3");

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("there are rules for backups");
  }

  @Test
  void tellsTheSameAsJson() throws IOException {
    Run run = prune("--all --keep-yearly 1 --json");

    JsonNode json = new JsonMapper().readTree(run.out());
    assertThat(json.path("decisions").path(0).path("name").asText()).isEqualTo("n-2");
    assertThat(json.path("decisions").path(0).path("kept").asBoolean()).isTrue();
    assertThat(json.path("decisions").path(0).path("reasons").path(0).asText()).isEqualTo("YEARLY");
    assertThat(json.path("deleted")).hasSize(2);
    assertThat(json.path("skipped")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --keep-last 1                          | (--prefix=START | --all)
          --prefix n- --all --keep-last 1        | mutually exclusive
          --all --explain x                      | mutually exclusive
          --explain x --keep-last 1              | there are rules for backups
          --explain x --grace-period 1m          | Write it as 12h, 30d or 8w.
          --prefix n-                            | Set at least one, such as --keep-last 7.
          --prefix n- --keep-last 0              | Keep at least 1, or leave the rule out.
          --prefix n- --keep-last x              | x' is not an int
          --prefix n- --keep-within 3            | Write it as 12h, 30d or 8w.
          --prefix n- --keep-within 0h           | is not positive
          --prefix n- --keep-daily 1 --time-zone X | Invalid value for option
          """)
  void whatCannotBeUnderstoodEndsWithTwo(String options, String message) {
    Run run = prune(options.strip());

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains(message);
    assertThat(folder.resolve("backups")).isDirectoryContaining("glob:**/n-0");
  }

  @Test
  void labelsSelectAndKeep() {
    Run listed = Run.of("list", "--label", "day=n-1", "--config", config);
    Run one = prune("--prefix n- --label day=n-1 --keep-last 1 --dry-run");
    Run kept = prune("--prefix n- --keep-last 1 --keep-label day=n-0 --dry-run");

    assertThat(listed.out()).isEqualTo(">> Backups:\nn-1\n");
    assertThat(one.out()).startsWith("keep   n-1 ").contains("to delete: 0");
    assertThat(kept.out()).contains("delete n-1 ", "keep   n-0  2026-01-01T00:00:00Z  label");
  }

  @Test
  void aPrefixThatMatchesNothingIsAWarning() {
    Run run = prune("--prefix m- --keep-last 1");

    assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(run.out()).isEqualTo("deleted: 0, 0 B\n");
    assertThat(run.err())
        .contains("Warning: There is no complete backup whose name starts with 'm-'.");
  }

  @Test
  void aBackupOfTheFutureEndsWithOne() throws IOException {
    backup("n-9", 4_102_444_800_000L);

    Run run = prune("--prefix n- --keep-last 1");

    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err())
        .contains("Error: Cannot prune: backup 'n-9' was created at 2100-01-01T00:00:00Z");
    assertThat(folder.resolve("backups")).isDirectoryContaining("glob:**/n-0");
  }

  private Run prune(String options) {
    return Run.of(("prune " + options + " --config " + config).split(" "));
  }

  /** Of no collections, by the Go tool. */
  private void backup(String name, long millis) throws IOException {
    Path meta = Files.createDirectories(folder.resolve("backups/" + name + "/meta"));
    String json = META.replace("NAME", name).replace("MILLIS", Long.toString(millis));
    Files.writeString(meta.resolve("backup_meta.json"), json);
    Files.writeString(meta.resolve("full_meta.json"), json);
    for (String level : new String[] {"collection", "partition", "segment"}) {
      Files.writeString(meta.resolve(level + "_meta.json"), LEVEL);
    }
  }
}
