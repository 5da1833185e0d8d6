package dev.milvusbackup.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milvusbackup.BackupClient;
import dev.milvusbackup.VerifyDepth;
import dev.milvusbackup.VerifyReport;
import dev.milvusbackup.storage.ObjectInfo;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.filesystem.FileSystemObjectStore;
import dev.milvusbackup.storage.memory.InMemoryObjectStore;
import dev.milvusbackup.testkit.Damage;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Verify finds what happens to a backup in a store of one's own; needs no Milvus. */
class MapStoreDamageTest {

  private static final ObjectKey BACKUP = ObjectKey.of("library");
  private static final ObjectStore GOLDEN =
      FileSystemObjectStore.at(Path.of("book-search/src/test/resources/backups"));

  // tag::store-damage[]
  @ParameterizedTest
  @EnumSource
  void everyDamageIsFound(Damage damage) {
    MapStore store = new MapStore("damaged");
    Damage.repair(store, GOLDEN, BACKUP); // brings the backup here
    List<ObjectKey> binlogs = keysBelow(store, BACKUP.resolve("binlogs"));

    List<ObjectKey> damaged = damage.inflict(store, binlogs.get(0), binlogs.get(1));

    try (BackupClient client = client(store)) {
      VerifyReport report =
          client.verify(v -> v.backup("library").depth(VerifyDepth.CONTENT)).join();
      assertThat(report.findings())
          .extracting(VerifyReport.Finding::key)
          .containsExactlyInAnyOrderElementsOf(damaged);
    }
  }

  // end::store-damage[]

  private static List<ObjectKey> keysBelow(ObjectStore store, ObjectKey directory) {
    try (Stream<ObjectInfo> objects = store.list(directory)) {
      return objects.map(ObjectInfo::key).toList();
    }
  }

  private static BackupClient client(ObjectStore backups) {
    return BackupClient.builder()
        .milvus("http://localhost:19530")
        .milvusStorage(InMemoryObjectStore.create())
        .backupStorage(backups)
        .build();
  }
}
