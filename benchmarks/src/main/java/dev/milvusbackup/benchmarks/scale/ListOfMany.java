package dev.milvusbackup.benchmarks.scale;

import dev.milvusbackup.BackupListing;
import dev.milvusbackup.BackupName;
import dev.milvusbackup.internal.catalog.BackupCatalog;
import dev.milvusbackup.internal.format.BackupLayout;
import dev.milvusbackup.internal.format.metadata.MetadataFiles;
import dev.milvusbackup.internal.job.Parallel;
import dev.milvusbackup.internal.storage.ForwardingObjectStore;
import dev.milvusbackup.storage.ObjectBody;
import dev.milvusbackup.storage.ObjectInfo;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.PutMode;
import dev.milvusbackup.storage.memory.InMemoryObjectStore;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** Lists many backups of a store with slow answers. */
final class ListOfMany {

  private static final int AT_ONCE = 32;
  private static final int LATENCY_MILLIS = 10;

  private ListOfMany() {}

  static void run(PrintStream out, int backups) {
    ObjectStore store = InMemoryObjectStore.create();
    for (int i = 0; i < backups; i++) {
      write(store, "backup_%05d".formatted(i));
    }
    ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    try (SlowStore slow = new SlowStore(store)) {
      long started = System.nanoTime();
      BackupListing listing = new BackupCatalog(slow).list(new Parallel(threads, AT_ONCE));
      double seconds = (System.nanoTime() - started) / 1e9;
      if (listing.backups().size() != backups) {
        throw new IllegalStateException(listing.backups().size() + " backups were listed");
      }
      out.printf(
          "list of %d backups: %d objects read, %d listings, %.2f s with %d ms for each answer%n",
          backups, slow.reads.get(), slow.listings.get(), seconds, LATENCY_MILLIS);
    } finally {
      threads.shutdown();
    }
  }

  private static void write(ObjectStore store, String name) {
    BackupLayout layout = new BackupLayout(new BackupName(name));
    byte[] json =
        "{\"id\":\"%s\",\"name\":\"%s\"}".formatted(name, name).getBytes(StandardCharsets.UTF_8);
    store.put(layout.meta(MetadataFiles.BACKUP), ObjectBody.of(json), PutMode.REPLACE);
    store.put(layout.commit(), ObjectBody.of(json), PutMode.REPLACE);
  }

  private static final class SlowStore extends ForwardingObjectStore {

    private final AtomicInteger reads = new AtomicInteger();
    private final AtomicInteger listings = new AtomicInteger();

    SlowStore(ObjectStore store) {
      super(store);
    }

    @Override
    public InputStream open(ObjectKey key, long offset, long length) {
      answer(reads);
      return super.open(key, offset, length);
    }

    @Override
    public Stream<ObjectInfo> list(ObjectKey directory) {
      answer(listings);
      return super.list(directory);
    }

    @Override
    public Stream<ObjectKey> directories(ObjectKey directory) {
      answer(listings);
      return super.directories(directory);
    }

    @Override
    public ObjectStore withRoot(String newRoot) {
      throw new UnsupportedOperationException();
    }

    private static void answer(AtomicInteger calls) {
      calls.incrementAndGet();
      LockSupport.parkNanos(LATENCY_MILLIS * 1_000_000L);
    }
  }
}
