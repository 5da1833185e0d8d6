package dev.milvusbackup.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigLoaderTest {

  @TempDir Path folder;

  @Test
  void overrideWinsOverEnvironmentOverFileOverDefault() throws IOException {
    Path file = write("milvus:\n  address: from-file\n  port: 1\n");
    Map<String, String> environment =
        Map.of("MILVUS_ADDRESS", "from-environment", "MINIO_PORT", "2");

    MilvusSettings first = load(file, environment, "milvus.address=from-override").milvus();
    assertThat(first.address()).isEqualTo("from-override");
    assertThat(first.port()).isEqualTo(1);

    BackupConfig second = load(file, environment);
    assertThat(second.milvus().address()).isEqualTo("from-environment");
    assertThat(second.milvusStorage().port()).isEqualTo(2);
    assertThat(second.milvusStorage().address()).isEqualTo("localhost");
  }

  @Test
  void keysAndOverridesIgnoreCaseAndOverridesTakeNamesOfVariablesAndOfV2() throws IOException {
    Path file = write("MILVUS:\n  Address: milvus\n");

    BackupConfig config =
        load(
            file,
            Map.of(),
            "minio_bucket_NAME=a-a",
            "Milvus.Storage.REGION=r",
            "minio.backupPort=7");

    assertThat(config.milvus().address()).isEqualTo("milvus");
    assertThat(config.milvusStorage().bucket()).isEqualTo("a-a");
    assertThat(config.milvusStorage().region()).isEqualTo("r");
    assertThat(config.backupStorage().bucket()).isEqualTo("a-a");
    assertThat(config.backupStorage().port()).isEqualTo(7);
  }

  @Test
  void anOverrideIsSplitAtCommasOnlyWhereAKeyFollows() throws IOException {
    BackupConfig config =
        load(write(""), Map.of(), "milvus.user=u,milvus.password=p,q=r,milvus.port=5");

    assertThat(config.milvus().password().value()).isEqualTo("p,q=r");
    assertThat(config.milvus().port()).isEqualTo(5);
  }

  @Test
  void backupStorageOfV1InheritsEverythingEvenTheRoot() throws IOException {
    Path file = write("minio:\n  address: store\n  bucketName: bbb\n  rootPath: data\n");

    LoadedConfig loaded = loaded(file, Map.of());

    StorageSettings backups = loaded.config().backupStorage();
    assertThat(backups.uri()).hasToString("minio://store:9000/bbb/data");
    assertThat(loaded.warnings())
        .singleElement()
        .asString()
        .contains(file + ":4: minio.rootPath: backups are kept among Milvus's own files");
  }

  @Test
  void backupStorageOfV2HasItsOwnRoot() throws IOException {
    Path file =
        write("configVersion: v2\nmilvus:\n  storage:\n    bucketName: bbb\n    rootPath: data\n");

    assertThat(load(file, Map.of()).backupStorage().uri())
        .hasToString("minio://localhost:9000/bbb/backup");
  }

  @Test
  void allProblemsAreToldAtOnceWithFileLineAndKey() throws IOException {
    Path file =
        write(
            """
            milvus:
              port: many
              tlsMode: 3
            minio:
              useSSL: perhaps
              backupPort: 70000
              storageType: floppy
            backup:
              parallelism:
                copydata: 0
            """);

    ConfigException e =
        catchThrowableOfType(
            ConfigException.class,
            () -> load(file, Map.of("MINIO_PORT", "x"), "nonsense", "milvus.prot=1"));

    assertThat(e.problems())
        .extracting(ConfigProblem::toString)
        .containsExactlyInAnyOrder(
            "--set: is not KEY=VALUE",
            "--set: milvus.prot: is unknown. Did you mean milvus.port?",
            file + ":2: milvus.port: must be a port from 1 to 65535, not 'many'",
            file + ":3: milvus.tlsMode: must be one of 0, 1, 2, not '3'",
            file + ":5: minio.useSSL: must be true or false, not 'perhaps'",
            file + ":6: minio.backupPort: must be a port from 1 to 65535, not '70000'",
            file
                + ":7: minio.storageType: must be one of local, minio, s3, aws, gcp, gcpnative, azure, aliyun, tencent, hwc, not 'floppy'",
            file + ":10: backup.parallelism.copydata: must be a number from 1, not '0'",
            "environment: MINIO_PORT: must be a port from 1 to 65535, not 'x'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "MINIO_PORT=tcp://10.0.0.1:80",
        "MINIO_PORT=tcp://[fd00::1]:9000",
        "MILVUS_PORT=tcp://10.0.0.1:19530",
        "SERVER_PORT=udp://10.0.0.1:80",
        "MINIO_BACKUP_PORT=sctp://10.0.0.1:80",
      })
  void variablesOfServiceLinksAreIgnoredWithAWarning(String link) throws IOException {
    String[] variable = link.split("=", 2);
    Path file = write("minio:\n  port: 9001\n  backupRootPath: backup\n");

    LoadedConfig loaded = loaded(file, Map.of(variable[0], variable[1]));

    assertThat(loaded.config().milvusStorage().port()).isEqualTo(9001);
    assertThat(loaded.config().backupStorage().port()).isEqualTo(9001);
    assertThat(loaded.config().milvus().port()).isEqualTo(19530);
    assertThat(loaded.config().server().port()).isEqualTo(8080);
    assertThat(loaded.warnings())
        .extracting(ConfigProblem::toString)
        .containsExactly(
            "environment: %s: is ignored: '%s' is the address of a service, as Kubernetes (enableServiceLinks) and Docker set it, and no port. Set the port in the file or by --set."
                .formatted(variable[0], variable[1]));
  }

  @Test
  void aServiceLinkIsNoVariableOfAV1File() throws IOException {
    LoadedConfig loaded =
        loaded(write("configVersion: v2\n"), Map.of("MINIO_PORT", "tcp://10.0.0.1:80"));

    assertThat(loaded.warnings()).isEmpty();
  }

  @Test
  void whatOnlyLooksLikeAServiceLinkIsAnError() throws IOException {
    Path file = write("");

    assertThat(problems(file, Map.of("MINIO_PORT", "tcp://10.0.0.1")))
        .extracting(ConfigProblem::toString)
        .containsExactly(
            "environment: MINIO_PORT: must be a port from 1 to 65535, not 'tcp://10.0.0.1'");
    assertThat(problems(file, Map.of(), "minio.port=tcp://10.0.0.1:80"))
        .extracting(ConfigProblem::toString)
        .containsExactly(
            "--set: minio.port: must be a port from 1 to 65535, not 'tcp://10.0.0.1:80'");
  }

  @Test
  void unknownKeysWarnWithTheNearestKnownOne() throws IOException {
    Path file = write("milvus:\n  adress: a\nminio:\n  backupBuckettName: b\n  zzz: 1\n");

    assertThat(loaded(file, Map.of(), "minio.backupRootPath=x").warnings())
        .extracting(ConfigProblem::toString)
        .containsExactlyInAnyOrder(
            file + ":2: milvus.adress: is unknown and ignored. Did you mean milvus.address?",
            file
                + ":4: minio.backupBuckettName: is unknown and ignored. Did you mean minio.backupBucketName?",
            file + ":5: minio.zzz: is unknown and ignored.");
  }

  @Test
  void aV2FileWarnsOfNamesOfV1() throws IOException {
    Path file = write("configVersion: v2\nminio:\n  bucketName: bbb\n");

    assertThat(loaded(file, Map.of("MINIO_ADDRESS", "x")).warnings())
        .extracting(ConfigProblem::toString)
        .containsExactly(
            file
                + ":3: minio.bucketName: is unknown and ignored. It is the v1 name of milvus.storage.bucketName.",
            "environment: MINIO_ADDRESS: is ignored: it belongs to a file of version v1. Set milvus.storage.address, in a file or by --set.");
  }

  @Test
  void refusesWhatIsNoYamlOrOfAnotherVersionOrTwice() throws IOException {
    assertThat(problems(write("milvus: [\n"))).singleElement().asString().contains("is not YAML");
    assertThat(problems(write("- a\n"))).singleElement().asString().contains("'key: value'");
    Path third = write("configVersion: v3\n");
    assertThat(problems(third))
        .extracting(ConfigProblem::toString)
        .containsExactly(third + ":1: configVersion: must be v1 or v2, not 'v3'");
    Path twice = write("milvus:\n  port: 1\n  PORT: 2\n");
    assertThat(problems(twice))
        .extracting(ConfigProblem::toString)
        .containsExactly(twice + ":3: milvus.PORT: is already set in line 2");
  }

  @Test
  void aFileThatWasAskedForHasToExist() {
    Path missing = folder.resolve("nowhere.yaml");

    assertThat(problems(missing)).singleElement().asString().contains("no such file");
  }

  @Test
  void findsTheFileByNameInTheFolderOfTheEnvironment() throws IOException {
    Files.writeString(folder.resolve("other.yaml"), "milvus:\n  address: found\n");

    BackupConfig config =
        load(Path.of("/no/such/other.yaml"), Map.of("MILVUSCONF", folder.toString()));

    assertThat(config.milvus().address()).isEqualTo("found");
  }

  @Test
  void secretsAreMaskedWhereverTheyCouldBeSeen() throws IOException {
    Path file =
        write(
            "milvus:\n  user: u\n  password: hush1\nminio:\n  secretAccessKey: hush2\n  token: hush3\n");

    LoadedConfig loaded =
        loaded(
            file,
            Map.of("MILVUS_BACKUP_SERVER_TOKEN", "hush4"),
            "minio.backupSecretAccessKey=hush5");

    assertThat(loaded.toString()).doesNotContain("hush");
    assertThat(loaded.parameters())
        .contains(
            new ConfigParameter("milvus.password", "****", ConfigSource.FILE, "milvus.password"),
            new ConfigParameter(
                "server.token", "****", ConfigSource.ENVIRONMENT, "MILVUS_BACKUP_SERVER_TOKEN"),
            new ConfigParameter(
                "backup.storage.auth.secretAccessKey",
                "****",
                ConfigSource.OVERRIDE,
                "minio.backupSecretAccessKey"),
            new ConfigParameter("milvus.grpc.port", "19530", ConfigSource.DEFAULT, ""));
    assertThat(loaded.config().server().token().value()).isEqualTo("hush4");
  }

  private List<ConfigProblem> problems(Path file) {
    return problems(file, Map.of());
  }

  private static List<ConfigProblem> problems(
      Path file, Map<String, String> environment, String... set) {
    return catchThrowableOfType(ConfigException.class, () -> load(file, environment, set))
        .problems();
  }

  private static BackupConfig load(Path file, Map<String, String> environment, String... set) {
    return loaded(file, environment, set).config();
  }

  private static LoadedConfig loaded(Path file, Map<String, String> environment, String... set) {
    return ConfigLoader.create().file(file).environment(environment).overrides(List.of(set)).load();
  }

  private Path write(String yaml) throws IOException {
    Path file = Files.createTempFile(folder, "backup", ".yaml");
    return Files.writeString(file, yaml);
  }
}
