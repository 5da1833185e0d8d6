package dev.milvusbackup.internal.catalog;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.milvusbackup.BackupName;
import dev.milvusbackup.error.BackupException;
import dev.milvusbackup.internal.format.BackupLayout;
import dev.milvusbackup.internal.format.metadata.MetadataFiles;
import dev.milvusbackup.storage.ObjectBody;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.PutMode;
import dev.milvusbackup.storage.memory.InMemoryObjectStore;
import java.nio.charset.StandardCharsets;

/** Whatever stands in the tree of a backup: it is read, or refused by an exception of ours. */
class TreeFuzzTest {

  private static final BackupName NAME = new BackupName("fuzzed");
  private static final byte[] SUMMARY = "{}".getBytes(StandardCharsets.UTF_8);

  @FuzzTest(maxExecutions = 10_000)
  void isReadOrRefused(byte[] json) {
    BackupLayout layout = new BackupLayout(NAME);
    try (ObjectStore store = InMemoryObjectStore.create()) {
      store.put(layout.meta(MetadataFiles.BACKUP), ObjectBody.of(SUMMARY), PutMode.REPLACE);
      store.put(layout.meta(MetadataFiles.FULL), ObjectBody.of(json), PutMode.REPLACE);
      BackupCatalog catalog = new BackupCatalog(store);
      long unused =
          catalog.get(NAME).manifest().collections().stream().flatMap(c -> c.objects()).count();
    } catch (BackupException e) {
      // refused
    }
  }
}
