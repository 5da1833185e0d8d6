package dev.milvusbackup.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.milvusbackup.BackupClient;
import dev.milvusbackup.BackupSummary.Origin;
import dev.milvusbackup.RestoreReport;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.filesystem.FileSystemObjectStore;
import io.milvus.v2.common.IndexParam;
import io.milvus.v2.service.index.request.CreateIndexReq;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backup that the Go tool made, and one of ours beside it. */
class GoBackupIT {

  private static final Path MADE_BY_GO_TOOL = Path.of("src/test/resources/peer_bk1");

  @TempDir Path folder;

  @BeforeEach
  void copyTheBackup() throws IOException {
    try (var files = Files.walk(MADE_BY_GO_TOOL)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path to = folder.resolve("peer_bk1").resolve(MADE_BY_GO_TOOL.relativize(file).toString());
        Files.createDirectories(to.getParent());
        Files.copy(file, to);
      }
    }
  }

  @Test
  void isListedReadAndRestored() {
    try (MilvusUnderTest milvus = MilvusUnderTest.onLocalStorage();
        ObjectStore store = FileSystemObjectStore.at(folder);
        BackupClient backups = milvus.backupClient().backupStorage(store).build()) {
      assertThat(backups.list().backups())
          .singleElement()
          .satisfies(
              summary -> {
                assertThat(summary.name()).isEqualTo("peer_bk1");
                assertThat(summary.origin()).isEqualTo(Origin.GO_TOOL);
                assertThat(summary.milvusVersion()).isEqualTo("v2.3.5-lite");
              });
      assertThat(backups.get("peer_bk1").rowCount()).isEqualTo(12_000);

      RestoreReport report = backups.restore(r -> r.backup("peer_bk1").suffix("_go")).join();

      assertThat(report.restored()).hasSize(3);
      index(milvus, "hello_milvus_go", "embeddings");
      index(milvus, "hello_milvus2_go", "embeddings");
      index(milvus, "hello_milvus_dynamic_go", "embeddings");
      assertThat(Rows.of(milvus.client(), "hello_milvus_go", "pk")).hasSize(3000);
      assertThat(Rows.of(milvus.client(), "hello_milvus2_go", "pk")).hasSize(6000);
      assertThat(Rows.of(milvus.client(), "hello_milvus_dynamic_go", "pk")).hasSize(3000);
    }
  }

  /** The Go tool reads these files by name and key: none may be missing that it writes itself. */
  @Test
  void oursHasTheSameFilesWithTheSameKeys() throws IOException {
    try (MilvusUnderTest milvus = MilvusUnderTest.onLocalStorage();
        ObjectStore store = FileSystemObjectStore.at(folder);
        BackupClient backups = milvus.backupClient().backupStorage(store).build()) {
      backups.restore(r -> r.backup("peer_bk1").suffix("_twin")).join();

      backups
          .create(b -> b.name("twin").collections("hello_milvus_twin", "hello_milvus2_twin"))
          .join();

      for (String file :
          List.of(
              "backup_meta", "collection_meta", "partition_meta", "segment_meta", "full_meta")) {
        Set<String> ours = keys("twin", file);
        Set<String> theirs = keys("peer_bk1", file);
        // ours tells when it was made, which the Go tool leaves out; rows restored by an import
        // have
        // other ids, so ids that are 0 there may be left out there
        ours.remove("backup_timestamp");
        theirs.removeIf(key -> key.startsWith("collection_backups.schema.enable_dynamic"));
        theirs.removeIf(key -> key.startsWith("infos.schema.enable_dynamic"));
        assertThat(ours).as(file).containsAll(theirs);
      }
    }
  }

  private static void index(MilvusUnderTest milvus, String collection, String field) {
    IndexParam flat =
        IndexParam.builder()
            .fieldName(field)
            .indexType(IndexParam.IndexType.FLAT)
            .metricType(IndexParam.MetricType.L2)
            .build();
    milvus
        .client()
        .createIndex(
            CreateIndexReq.builder().collectionName(collection).indexParams(List.of(flat)).build());
  }

  private Set<String> keys(String backup, String file) throws IOException {
    Path path = folder.resolve(backup).resolve("meta").resolve(file + ".json");
    Set<String> keys = new TreeSet<>();
    collect("", new JsonMapper().readTree(path.toFile()), keys);
    return keys;
  }

  private static void collect(String prefix, JsonNode node, Set<String> keys) {
    node.properties()
        .forEach(
            entry -> {
              keys.add(prefix + entry.getKey());
              collect(prefix + entry.getKey() + ".", entry.getValue(), keys);
            });
    if (node.isArray()) {
      node.forEach(element -> collect(prefix, element, keys));
    }
  }
}
