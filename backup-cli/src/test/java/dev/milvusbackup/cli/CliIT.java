package dev.milvusbackup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.milvusbackup.testkit.internal.DevServers;
import io.milvus.v2.client.ConnectConfig;
import io.milvus.v2.client.MilvusClientV2;
import io.milvus.v2.service.collection.request.DropCollectionReq;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar, by its launcher, against a real Milvus. */
class CliIT {

  private static final int INTERRUPTED = 130;
  private static final int ROWS = 3000;

  @SuppressWarnings("NullAway.Init")
  private static JsonNode milvus;

  @SuppressWarnings("NullAway.Init")
  @AutoClose
  private static MilvusClientV2 client;

  @TempDir Path folder;
  private Launcher cli;

  @BeforeAll
  static void fill() {
    milvus =
        DevServers.shared("milvus:name=local,storage=local")
            .description()
            .path("milvus")
            .path("local");
    client = new MilvusClientV2(ConnectConfig.builder().uri(milvus.path("uri").asText()).build());
    Books.create(client, "books", ROWS);
  }

  @BeforeEach
  void configure() throws IOException {
    String yaml =
        """
        configVersion: v2
        milvus:
          grpc: {address: %s, port: %d}
          storage: {provider: local, rootPath: %s}
        backup:
          storage: {rootPath: %s}
        """;
    cli =
        new Launcher(
            Files.writeString(
                folder.resolve("backup.yaml"),
                yaml.formatted(
                    milvus.path("host").asText(),
                    milvus.path("port").asInt(),
                    milvus.path("localPath").asText(),
                    folder.resolve("backups"))));
  }

  @Test
  void everyStepOfTheDocumentation() throws Exception {
    Run create = cli.run("create", "-n", "nightly", "--filter", "books");
    assertThat(create.exitCode()).as(create.err()).isZero();
    assertThat(create.out()).startsWith("create backup success\n").contains("duration:");
    assertThat(create.err()).contains("flushing", "copying", "done");

    assertThat(cli.run("list").out()).isEqualTo(">> Backups:\nnightly\n");
    JsonNode backup = new JsonMapper().readTree(cli.run("get", "-n", "nightly").out());
    assertThat(backup.path("name").asText()).isEqualTo("nightly");
    assertThat(backup.path("collection_backups").path(0).path("collection_name").asText())
        .isEqualTo("books");
    assertThat(backup.path("size").asLong()).isPositive();

    assertThat(cli.run("restore", "-n", "nightly", "-s", "_recover", "--dry-run").out())
        .startsWith("would restore default.books as default.books_recover, " + ROWS + " rows");
    Run restore = cli.run("restore", "-n", "nightly", "-s", "_recover", "--rebuild_index");
    assertThat(restore.exitCode()).as(restore.err()).isZero();
    assertThat(Books.rows(client, "books_recover"))
        .hasSize(ROWS)
        .isEqualTo(Books.rows(client, "books"));

    Run again = cli.run("restore", "-n", "nightly", "-s", "_recover");
    assertThat(again.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(again.err()).contains("Error: ", "books_recover");

    assertThat(cli.run("delete", "-n", "nightly").out()).isEqualTo("delete backup done\n");
    assertThat(cli.run("list").out()).isEqualTo(">> Backups:\n");
    client.dropCollection(DropCollectionReq.builder().collectionName("books_recover").build());
  }

  @Test
  void aCreateVerifiesItsBackupAndDeletesOldOnes() throws Exception {
    assertThat(cli.run("create", "-n", "n_1", "--filter", "books").exitCode()).isZero();
    Path config = folder.resolve("backup.yaml");
    Files.writeString(
        config,
        Files.readString(config)
            + "  incremental: true\n  retention: {prefix: n_, keepLast: 1, keepLabel: keep=it}\n");

    Run kept =
        cli.run("create", "-n", "n_2", "--filter", "books", "--label", "keep=it", "--no-prune");
    Run last = cli.run("create", "-n", "n_3", "--filter", "books", "--verify");

    assertThat(kept.exitCode()).as(kept.err()).isZero();
    assertThat(last.exitCode()).as(last.err()).isZero();
    assertThat(last.out())
        .contains(
            "copied:0 B of ", "n_3: sound (content, ", "keep   n_2", "delete n_1", "deleted: 1, ");
    assertThat(cli.run("list").out()).isEqualTo(">> Backups:\nn_2\nn_3\n");
    Files.writeString(folder.resolve("backups/n_2/meta/incremental.json"), "{");

    Run refused =
        cli.run("create", "-n", "n_4", "--filter", "books", "--incremental=false", "--json");

    assertThat(refused.exitCode()).isEqualTo(ExitCode.PARTIAL);
    assertThat(refused.err()).contains("Warning: The backup exists. Cannot prune: backup 'n_2'");
    assertThat(new JsonMapper().readTree(refused.out()).path("follow_up_failure").asText())
        .startsWith("Cannot prune: backup 'n_2'");
  }

  @Test
  void showsWhatBackupsHoldAndReplacesDamagedOnes() throws Exception {
    for (String name : List.of("i_1", "i_2")) {
      Run create = cli.run("create", "-n", name, "--filter", "books", "--incremental");
      assertThat(create.exitCode()).as(create.err()).isZero();
    }
    Path log = anyFile(folder.resolve("backups/.shared/roots"));
    String key = folder.resolve("backups").relativize(log).toString();

    assertThat(cli.run("list", "--tree").out())
        .contains("i_1  a delete frees ", "└─ shared with i_2 ", "└─ shared with i_1 ", "store: ");
    assertThat(cli.run("prune", "--explain", key).out())
        .startsWith(key + "  ")
        .endsWith("\nstays: needed by i_1, i_2\n");

    Files.write(log, new byte[(int) Files.size(log)]);
    assertThat(cli.run("verify", "-n", "i_2").exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(cli.run("prune", "--explain", key).out()).contains("\ndamaged: later ");
    assertThat(cli.run("prune", "--prefix", "i_", "--keep-last", "1", "--dry-run").out())
        .containsPattern("keep   i_2  \\S+  last  \\(damaged\\)")
        .containsPattern("keep   i_1  \\S+  only copy  \\(damaged\\)");
    Run next =
        cli.run(
            "create -n i_3 --filter books --incremental --verify --prune-prefix i_ --keep-last 1"
                .split(" "));

    assertThat(next.exitCode()).as(next.err()).isZero();
    assertThat(cli.run("list").out()).isEqualTo(">> Backups:\ni_3\n");
  }

  private static Path anyFile(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(Files::isRegularFile).findFirst().orElseThrow();
    }
  }

  @Test
  void anInterruptLeavesNothing() throws Exception {
    Run create = cli.interruptAt("flushing", "create", "-n", "stopped");

    assertThat(create.exitCode()).as(create.err()).isEqualTo(INTERRUPTED);
    assertThat(create.err()).contains("Interrupted").doesNotContain("Error");
    Run list = cli.run("list");
    assertThat(list.out()).isEqualTo(">> Backups:\n");
    assertThat(list.err()).isEmpty();
    assertThat(cli.run("create", "-n", "stopped").exitCode()).isZero();
  }

  @Test
  void resumesWhatIsLeftWhenItIsToldTo() throws Exception {
    Path leftover = folder.resolve("backups/half/binlogs/insert_log/1");
    Files.createDirectories(folder.resolve("backups/half/binlogs/insert_log"));
    Files.writeString(leftover, "of something else");

    Run refused = cli.run("create", "-n", "half", "--filter", "books");
    assertThat(refused.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(refused.err()).contains("leftovers of that name exist", "create --resume");
    Run resumed = cli.run("create", "-n", "half", "--filter", "books", "--resume");
    assertThat(resumed.exitCode()).as(resumed.err()).isZero();
    assertThat(leftover).doesNotExist();
  }

  @Test
  void checkTriesEverythingAndLeavesNothing() throws Exception {
    Run check = cli.run("check");

    assertThat(check.out())
        .contains("Milvus version: v2.3.5", "milvus-storage-type: local", "Success!")
        .contains("Copies: ");
    assertThat(folder.resolve("backups")).isEmptyDirectory();
  }

  @Test
  void aLogicalBackupNeedsNoStorageOfMilvus() throws Exception {
    List<String> unreachable =
        List.of(
            "--set=milvus.storage.provider=minio",
            "--set=milvus.storage.address=localhost",
            "--set=milvus.storage.port=1",
            "--set=milvus.storage.rootPath=files",
            "--set=backup.storage.provider=local");

    Run create =
        cli.run(with(unreachable, "create", "-n", "rows", "--filter=books", "--format=logical"));
    assertThat(create.exitCode()).as(create.err()).isZero();
    assertThat(cli.run("list", "--json").out()).contains("LOGICAL");
    Run restore =
        cli.run(with(unreachable, "restore", "-n", "rows", "-s", "_of_rows", "--rebuild_index"));
    assertThat(restore.exitCode()).as(restore.err()).isZero();

    assertThat(Books.rows(client, "books_of_rows"))
        .hasSize(ROWS)
        .isEqualTo(Books.rows(client, "books"));
    client.dropCollection(DropCollectionReq.builder().collectionName("books_of_rows").build());
  }

  private static String[] with(List<String> settings, String... command) {
    return Stream.concat(Stream.of(command), settings.stream()).toArray(String[]::new);
  }

  @Test
  void failuresHaveTheirExitCodes() throws Exception {
    assertThat(cli.run("create", "-n", "x", "--filter", "no_such").exitCode())
        .isEqualTo(ExitCode.FAILED);
    assertThat(cli.run("create", "-n", "not a name").exitCode()).isEqualTo(ExitCode.USAGE);
    Run unreachable = cli.run("create", "-n", "x", "--set", "milvus.grpc.port=1");
    assertThat(unreachable.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(unreachable.err()).contains("Error: ").doesNotContain("\tat ");
  }
}
