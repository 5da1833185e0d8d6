package dev.milvusbackup.internal.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milvusbackup.BackupName;
import dev.milvusbackup.BackupSummary;
import dev.milvusbackup.internal.format.BackupLayout;
import dev.milvusbackup.internal.format.metadata.MetadataFiles;
import dev.milvusbackup.internal.job.Parallel;
import dev.milvusbackup.internal.storage.ForwardingObjectStore;
import dev.milvusbackup.storage.ObjectBody;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.PutMode;
import dev.milvusbackup.storage.memory.InMemoryObjectStore;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackupCatalogTest {

  private static final int BACKUPS = 8;
  private static final int AT_ONCE = 4;

  /** Each read waits until others are under way too: one after the other would never end. */
  @Test
  void listReadsOneObjectOfEachBackupAndSeveralAtOnce() {
    ObjectStore backups = InMemoryObjectStore.create();
    IntStream.range(0, BACKUPS).forEach(i -> write(backups, "b" + i));
    MeetingReads store = new MeetingReads(backups);
    ExecutorService threads = Executors.newCachedThreadPool();

    try {
      assertThat(new BackupCatalog(store).list(new Parallel(threads, AT_ONCE)).backups())
          .extracting(BackupSummary::name)
          .containsExactly("b0", "b1", "b2", "b3", "b4", "b5", "b6", "b7");
    } finally {
      threads.shutdown();
    }
    assertThat(store.read)
        .hasSize(BACKUPS)
        .allMatch(key -> key.path().endsWith("backup_meta.json"));
  }

  private static void write(ObjectStore store, String name) {
    BackupLayout layout = new BackupLayout(new BackupName(name));
    for (String file : new String[] {MetadataFiles.BACKUP, BackupLayout.COMMIT}) {
      byte[] json = "{\"id\":\"1\"}".getBytes(StandardCharsets.UTF_8);
      store.put(layout.meta(file), ObjectBody.of(json), PutMode.REPLACE);
    }
  }

  private static final class MeetingReads extends ForwardingObjectStore {

    private final CyclicBarrier barrier = new CyclicBarrier(AT_ONCE);
    private final Queue<ObjectKey> read = new ConcurrentLinkedQueue<>();

    MeetingReads(ObjectStore store) {
      super(store);
    }

    @Override
    public InputStream open(ObjectKey key, long offset, long length) {
      read.add(key);
      try {
        barrier.await(10, TimeUnit.SECONDS);
      } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
        throw new IllegalStateException("The other reads do not begin", e);
      }
      return super.open(key, offset, length);
    }

    @Override
    public ObjectStore withRoot(String newRoot) {
      throw new UnsupportedOperationException();
    }
  }
}
