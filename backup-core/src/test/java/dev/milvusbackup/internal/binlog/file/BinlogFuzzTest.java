package dev.milvusbackup.internal.binlog.file;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.milvusbackup.internal.binlog.file.BinlogReader.Kind;
import dev.milvusbackup.storage.ObjectBody;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.PutMode;
import dev.milvusbackup.storage.memory.InMemoryObjectStore;

/** Whatever a binlog holds: its structure is read, or found to be none. */
class BinlogFuzzTest {

  private static final ObjectKey KEY = ObjectKey.of("it");

  @FuzzTest(maxExecutions = 20_000)
  void isReadOrRefused(byte[] content) {
    try (ObjectStore store = InMemoryObjectStore.create()) {
      store.put(KEY, ObjectBody.of(content), PutMode.REPLACE);
      BinlogSummary unused = BinlogReader.read(store, KEY, content.length, Kind.DELETES);
    } catch (MalformedBinlogException e) {
      // refused
    }
  }
}
