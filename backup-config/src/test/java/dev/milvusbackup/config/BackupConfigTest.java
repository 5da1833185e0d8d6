package dev.milvusbackup.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.milvusbackup.BackupClient;
import dev.milvusbackup.VerifyDepth;
import dev.milvusbackup.error.InvalidRequestException;
import dev.milvusbackup.retention.PruneRequest;
import dev.milvusbackup.storage.ObjectLocks;
import dev.milvusbackup.storage.StoreOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackupConfigTest {

  private static final Path SAMPLES = Path.of("../configs").toAbsolutePath().normalize();

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "backup.yaml",
        "backup-s3.yaml",
        "backup-local.yaml",
        "v2/backup.yaml",
        "v2/backup-s3.yaml",
        "v2/backup-local.yaml"
      })
  void samplesLoadWithoutAWarning(String name) {
    LoadedConfig loaded =
        ConfigLoader.create().file(SAMPLES.resolve(name)).environment(Map.of()).load();

    assertThat(loaded.warnings()).isEmpty();
  }

  @Test
  void opensAClientOnFolders() {
    BackupConfig config =
        load(
            "milvus.storage.provider=local",
            "milvus.storage.rootPath=" + folder,
            "milvus.storage.localPath=/var/lib/milvus/data",
            "backup.storage.rootPath=" + folder.resolve("backups"));

    assertThat(config.milvusStorage().rootSeenByMilvus()).contains("/var/lib/milvus/data");
    try (BackupClient client = config.openClient()) {
      assertThat(client.list().backups()).isEmpty();
    }
  }

  @Test
  void aFolderOfMilvusHasToBeNamed() {
    assertThat(problems("milvus.storage.provider=local"))
        .containsExactly(
            "--set: milvus.storage.provider: needs the folder in which Milvus keeps its data (its localStorage.path) as root path");
  }

  @ParameterizedTest
  @ValueSource(strings = {"azure", "gcp", "gcpnative", "aliyun", "tencent", "hwc"})
  void saysWhichProvidersAreNotSupported(String provider) {
    assertThat(problems("backup.storage.provider=" + provider))
        .containsExactly(
            "--set: backup.storage.provider: '%s' is not supported by this version"
                .formatted(provider));
  }

  @Test
  void minioGetsItsHostByUriAndTheRestByOptions() throws IOException {
    Path ca = Files.createFile(folder.resolve("ca.pem"));
    StorageSettings storage =
        load(
                "milvus.storage.useSSL=true",
                "milvus.storage.caCertPath=" + ca,
                "milvus.storage.rootPath=/files/ü/")
            .milvusStorage();

    assertThat(storage.uri().getPath()).isEqualTo("/a-bucket/files/ü");
    assertThat(storage.options().get(StoreOptions.TLS)).contains("true");
    assertThat(storage.options().get(StoreOptions.CA_CERT)).contains(ca.toString());
    assertThat(storage.options().get(StoreOptions.SECRET_KEY)).contains("minioadmin");
  }

  @Test
  void s3GetsAnEndpointUnlessItIsAmazons() {
    StorageSettings other = load("milvus.storage.provider=s3").milvusStorage();
    assertThat(other.uri()).hasToString("s3://a-bucket/files");
    assertThat(other.options().get(StoreOptions.ENDPOINT)).contains("http://localhost:9000");

    StorageSettings amazon =
        load(
                "milvus.storage.provider=aws",
                "milvus.storage.address=s3.eu-west-1.amazonaws.com",
                "milvus.storage.region=eu-west-1",
                "milvus.storage.auth.type=iam")
            .milvusStorage();
    assertThat(amazon.options().get(StoreOptions.ENDPOINT)).isEmpty();
    assertThat(amazon.options().get(StoreOptions.REGION)).contains("eu-west-1");
    assertThat(amazon.options().get(StoreOptions.ACCESS_KEY)).isEmpty();
  }

  @Test
  void pauseOfGarbageCollection() {
    assertThat(load().milvus().connection().managementAddress())
        .contains(URI.create("http://localhost:9091"));
    assertThat(
            load("milvus.management.endpoint=http://milvus:9092")
                .milvus()
                .connection()
                .managementAddress())
        .contains(URI.create("http://milvus:9092"));
    assertThat(load("backup.pauseGC=false").milvus().connection().managementAddress()).isEmpty();
  }

  @Test
  void defaultsOfCreates() {
    assertThat(load().creates()).isEqualTo(CreateSettings.NONE);
    CreateSettings creates =
        load(
                "backup.incremental=true",
                "backup.verify=presence",
                "backup.lockFor=30d",
                "backup.lockMode=compliance",
                "backup.retention.prefix=nightly_",
                "backup.retention.keepLast=7",
                "backup.retention.keepYearly=2",
                "backup.retention.keepWithin=30d",
                "backup.retention.keepLabel=keep=forever",
                "backup.retention.gracePeriod=12h",
                "backup.retention.timeZone=Europe/Berlin")
            .creates();

    assertThat(creates.incremental()).isTrue();
    assertThat(creates.verify()).contains(VerifyDepth.PRESENCE);
    assertThat(creates.lockFor()).contains(Duration.ofDays(30));
    assertThat(creates.lockMode()).isEqualTo(ObjectLocks.Mode.COMPLIANCE);
    assertThat(creates.retention("before_upgrade")).isEmpty();
    assertThat(creates.retention("nightly_5"))
        .contains(
            PruneRequest.builder()
                .prefix("nightly_")
                .keepLast(7)
                .keepYearly(2)
                .keepWithin(Duration.ofDays(30))
                .keepLabel("keep", "forever")
                .gracePeriod(Duration.ofHours(12))
                .zone(ZoneId.of("Europe/Berlin"))
                .build());
  }

  @Test
  void aRetentionThatCannotBeAppliedIsAnError() {
    assertThat(problems("backup.retention.keepLast=7"))
        .containsExactly(
            "--set: backup.retention.keepLast: needs the start of the names of the backups that may be deleted. Set backup.retention.prefix");
    assertThat(problems("backup.retention.prefix=n_"))
        .containsExactly(
            "--set: backup.retention.prefix: has no rule that keeps backups, so all would go. Set at least one, such as keepLast: 7");
    assertThat(
            problems(
                "backup.retention.prefix=n_",
                "backup.retention.keepWithin=soon",
                "backup.retention.keepLabel=x",
                "backup.retention.timeZone=here"))
        .hasSize(3)
        .anyMatch(problem -> problem.contains("Write it as 12h, 30d or 8w"))
        .anyMatch(problem -> problem.endsWith("must be KEY=VALUE, not 'x'"))
        .anyMatch(
            problem -> problem.endsWith("must be a time zone such as Europe/Berlin, not 'here'"));
  }

  @Test
  void tlsOfMilvus() throws IOException {
    Path ca = Files.createFile(folder.resolve("ca.pem"));
    MilvusSettings milvus =
        load(
                "milvus.grpc.tlsMode=server",
                "milvus.grpc.caCertPath=" + ca,
                "milvus.grpc.serverName=milvus",
                "milvus.user=root",
                "milvus.password=x")
            .milvus();

    assertThat(milvus.connection().uri()).hasToString("https://localhost:19530");
    assertThat(milvus.connection().caCertificate()).contains(ca);
    assertThat(milvus.connection().serverName()).contains("milvus");
    assertThat(milvus.connection().token()).contains("root:x");
    assertThat(problems("milvus.grpc.tlsMode=mutual"))
        .singleElement()
        .asString()
        .contains("not supported");
  }

  @Test
  void keysAndCertificatesGoTogether() throws IOException {
    Path pem = Files.createFile(folder.resolve("c.pem"));
    assertThat(problems("server.tls.certPath=" + pem, "milvus.storage.auth.secretAccessKey="))
        .containsExactlyInAnyOrder(
            "--set: server.tls.certPath: certificate and key are required together: the other is missing",
            "--set: milvus.storage.auth.secretAccessKey: is empty, but the other key is set: they are required together");
  }

  @Test
  void filesOfCertificatesHaveToExist() {
    String missing = folder.resolve("missing.pem").toString();

    assertThat(
            problems(
                "milvus.storage.caCertPath=" + missing,
                "milvus.grpc.tlsMode=server",
                "milvus.grpc.caCertPath=" + missing,
                "server.tls.certPath=" + missing,
                "server.tls.keyPath=" + missing))
        .containsExactlyInAnyOrder(
            Stream.of(
                    "milvus.storage.caCertPath",
                    "milvus.grpc.caCertPath",
                    "server.tls.certPath",
                    "server.tls.keyPath")
                .map(
                    key ->
                        "--set: %s: cannot be '%s': no readable file has that path. Write the path of a PEM file."
                            .formatted(key, missing))
                .toArray(String[]::new));
  }

  @Test
  void aStoreThatCannotBeOpenedIsNamedByItsSetting() {
    BackupConfig config =
        load("milvus.storage.caCertPath=" + SAMPLES.resolve("backup.yaml")); // no certificate

    assertThatThrownBy(config.milvusStorage()::open)
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("default: milvus.storage.provider: 'minio' cannot be opened: ");
  }

  @Test
  void theBackupsCanBeElsewhereInTheSameService() {
    BackupConfig config = load();

    assertThat(config.withBackupRoot("other/place").backupStorage().uri())
        .hasToString("minio://localhost:9000/a-bucket/other/place");
    assertThat(config.withBackupBucket("b-2").backupStorage().uri())
        .hasToString("minio://localhost:9000/b-2/backup");
    assertThatThrownBy(() -> config.withBackupRoot("a/../../b"))
        .isInstanceOf(InvalidRequestException.class);
    assertThatThrownBy(() -> config.withBackupBucket("b/c"))
        .isInstanceOf(InvalidRequestException.class);
  }

  private static List<String> problems(String... set) {
    return catchThrowableOfType(ConfigException.class, () -> load(set)).problems().stream()
        .map(ConfigProblem::toString)
        .toList();
  }

  private static BackupConfig load(String... set) {
    return ConfigLoader.create().environment(Map.of()).overrides(List.of(set)).load().config();
  }
}
