package dev.milvusbackup.internal.catalog;

import dev.milvusbackup.BackupName;
import dev.milvusbackup.DeleteReport;
import dev.milvusbackup.Phase;
import dev.milvusbackup.internal.format.BackupLayout;
import dev.milvusbackup.internal.job.JobContext;
import dev.milvusbackup.storage.ObjectInfo;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Deletes a backup: first what makes it one, the data last. So whenever it is interrupted, what is
 * left is incomplete and shown as such.
 */
public final class BackupRemover {

  private static final int BATCH = 1000;

  private final ObjectStore store;
  private final BackupCatalog catalog;

  public BackupRemover(ObjectStore store, BackupCatalog catalog) {
    this.store = store;
    this.catalog = catalog;
  }

  public DeleteReport delete(BackupName name, JobContext job) {
    long started = System.nanoTime();
    job.progress().enter(Phase.DELETING);
    if (catalog.isFree(name)) {
      throw catalog.notFound(name);
    }
    BackupLayout layout = new BackupLayout(name);
    LongAdder objects = new LongAdder();
    LongAdder bytes = new LongAdder();
    Consumer<List<ObjectInfo>> delete =
        batch -> {
          job.cancel().check();
          store.delete(batch.stream().map(ObjectInfo::key).toList());
          long size = batch.stream().mapToLong(ObjectInfo::size).sum();
          objects.add(batch.size());
          bytes.add(size);
          job.progress().advance(size, 0);
        };
    store.stat(layout.commit()).ifPresent(info -> delete.accept(List.of(info)));
    store
        .stat(layout.meta(BackupLayout.BACKUP_META))
        .ifPresent(info -> delete.accept(List.of(info)));
    inBatches(store, layout.directory(), delete);
    return new DeleteReport(
        name.value(), objects.sum(), bytes.sum(), Duration.ofNanos(System.nanoTime() - started));
  }

  /** Removes whatever lies below a directory. */
  public static void deleteBelow(ObjectStore store, ObjectKey directory) {
    inBatches(
        store, directory, batch -> store.delete(batch.stream().map(ObjectInfo::key).toList()));
  }

  private static void inBatches(
      ObjectStore store, ObjectKey directory, Consumer<List<ObjectInfo>> action) {
    try (Stream<ObjectInfo> objects = store.list(directory)) {
      Iterator<ObjectInfo> iterator = objects.iterator();
      List<ObjectInfo> batch = new ArrayList<>(BATCH);
      while (iterator.hasNext()) {
        batch.add(iterator.next());
        if (batch.size() == BATCH || !iterator.hasNext()) {
          action.accept(List.copyOf(batch));
          batch.clear();
        }
      }
    }
  }
}
