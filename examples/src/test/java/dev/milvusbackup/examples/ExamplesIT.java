package dev.milvusbackup.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milvusbackup.testkit.internal.DevServers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs each example as a program of its own, against real servers. */
class ExamplesIT {

  @TempDir Path folder;

  @Test
  void quickStart() throws Exception {
    assertThat(run(QuickStart.class)).contains("Compared 5,000 rows, field by field");
  }

  @Test
  void tenLines() throws Exception {
    assertThat(run(TenLines.class)).contains("example_books_restored has all rows");
  }

  @Test
  void renameOnRestore() throws Exception {
    assertThat(run(RenameOnRestore.class))
        .contains("example_archive.books_of_november: 2000 rows", "of the backup again");
  }

  @Test
  void watchAndCancel() throws Exception {
    assertThat(run(WatchAndCancel.class))
        .contains("Cancelled: true", "COPYING", "DONE", "5000 rows are safe");
  }

  @Test
  void verifyBackup() throws Exception {
    assertThat(run(VerifyBackup.class)).contains("nightly is sound: true");
  }

  @Test
  void nightlyBackups() throws Exception {
    String story = run(NightlyBackups.class);

    assertThat(Pattern.compile("nightly_\\S+: \\d+ bytes").matcher(story).results()).hasSize(3);
  }

  @Test
  void moveToAnotherCluster() throws Exception {
    assertThat(run(MoveToAnotherCluster.class)).contains("All 2000 rows moved: true");
  }

  @Test
  void switchAlias() throws Exception {
    assertThat(run(SwitchAlias.class)).contains("books_live now points to example_books_2");
  }

  @Test
  void handleErrors() throws Exception {
    assertThat(run(HandleErrors.class)).contains("Nothing was changed.", "example_books");
  }

  @Test
  void customStore() throws Exception {
    assertThat(run(CustomStore.class)).contains("A backup in a map has all rows");
  }

  @Test
  void localDirectory() throws Exception {
    assertThat(run(LocalDirectory.class)).contains("local: ");
  }

  @Test
  void withoutStorage() throws Exception {
    assertThat(run(WithoutStorage.class)).contains("moved by queries and inserts");
  }

  @Test
  void toS3() throws Exception {
    assertThat(run(ToS3.class)).contains("bytes copied inside the service");
  }

  private String run(Class<?> example) throws IOException, InterruptedException {
    Path output = folder.resolve("output");
    ProcessBuilder java =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", // right for a JVM of some seconds
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                example.getName())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    java.environment().putAll(environment());
    Process process = java.start();
    try {
      assertThat(process.waitFor(5, TimeUnit.MINUTES)).as("ended in time").isTrue();
    } finally {
      process.destroyForcibly();
    }
    String story = Files.readString(output, StandardCharsets.UTF_8);
    assertThat(process.exitValue()).as(story).isZero();
    return story;
  }

  /** A Milvus on MinIO, the bucket of which also takes the backups to S3. */
  private Map<String, String> environment() {
    JsonNode servers = DevServers.shared("milvus:storage=minio").description();
    JsonNode minio = servers.path("minio");
    JsonNode milvus = servers.path("milvus").path("milvus");
    String endpoint = minio.path("endpoint").asText();
    String bucket = milvus.path("bucket").asText();
    String accessKey = minio.path("accessKey").asText();
    String secretKey = minio.path("secretKey").asText();
    String store = bucket + "/" + milvus.path("rootPath").asText();
    return Map.ofEntries(
        Map.entry("MILVUS_URI", milvus.path("uri").asText()),
        Map.entry("MILVUS_BUCKET", bucket),
        Map.entry("MILVUS_ROOT_PATH", milvus.path("rootPath").asText()),
        Map.entry("MILVUS_STORE", endpoint.replace("http:", "minio:") + "/" + store),
        Map.entry("MINIO_ENDPOINT", endpoint),
        Map.entry("MINIO_ACCESS_KEY", accessKey),
        Map.entry("MINIO_SECRET_KEY", secretKey),
        Map.entry("BACKUP_DIR", folder.resolve("backups").toString()),
        Map.entry("BACKUP_STORE", folder.resolve("backups").toUri().toString()),
        Map.entry("S3_ENDPOINT", endpoint),
        Map.entry("S3_STORE", "s3://" + bucket + "/s3-backups"),
        Map.entry("AWS_ACCESS_KEY_ID", accessKey),
        Map.entry("AWS_SECRET_ACCESS_KEY", secretKey));
  }
}
