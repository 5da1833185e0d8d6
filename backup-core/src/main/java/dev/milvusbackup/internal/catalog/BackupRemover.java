package dev.milvusbackup.internal.catalog;

import dev.milvusbackup.BackupName;
import dev.milvusbackup.DeleteReport;
import dev.milvusbackup.Phase;
import dev.milvusbackup.internal.format.BackupLayout;
import dev.milvusbackup.internal.format.LockSite;
import dev.milvusbackup.internal.format.metadata.MetadataFiles;
import dev.milvusbackup.internal.job.JobContext;
import dev.milvusbackup.internal.lock.JobLock;
import dev.milvusbackup.internal.lock.JobLocks;
import dev.milvusbackup.storage.ObjectInfo;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Deletes a backup: first the commit object and the metadata, then the data, the lock last. So
 * after an interruption the leftovers are incomplete and listed as such.
 */
public final class BackupRemover {

  private static final int BATCH = 1000;

  private final BackupCatalog catalog;
  private final JobLocks locks;

  public BackupRemover(BackupCatalog catalog, JobLocks locks) {
    this.catalog = catalog;
    this.locks = locks;
  }

  public DeleteReport delete(BackupName name, JobContext job) {
    return deleteIf(() -> true, name, job).orElseThrow();
  }

  /**
   * Deletes a backup under a condition.
   *
   * @param condition asked by the holder of the lock, before anything is deleted
   * @return empty if the condition does not hold
   */
  public Optional<DeleteReport> deleteIf(
      BooleanSupplier condition, BackupName name, JobContext job) {
    long started = System.nanoTime();
    job.progress().enter(Phase.DELETING);
    if (catalog.isFree(name)) {
      throw catalog.notFound(name);
    }
    BackupLayout layout = new BackupLayout(name);
    JobLock lock = locks.forDelete(layout, job.id(), job.cancel());
    Tally tally = new Tally(job);
    try {
      if (!condition.getAsBoolean()) {
        lock.releaseUnused();
        return Optional.empty();
      }
      lock.forgetFormer();
      deleteAllButLocks(lock.store(), layout, tally::add);
      if (tally.objects.sum() == 0 && lock.former().isEmpty()) {
        throw catalog.notFound(name); // another delete was faster
      }
      lock.release();
      return Optional.of(tally.report(name, Duration.ofNanos(System.nanoTime() - started)));
    } catch (RuntimeException | Error e) {
      if (tally.objects.sum() == 0) {
        lock.releaseUnused();
      } else {
        lock.leave(); // for the next delete to finish
      }
      throw e;
    }
  }

  /** Removes a backup on behalf of the holder of its lock, except for the lock. */
  public static void deleteAllButLocks(
      ObjectStore store, BackupLayout layout, Consumer<List<ObjectInfo>> deleted) {
    for (ObjectKey key :
        List.of(layout.commit(), layout.increment(), layout.meta(MetadataFiles.BACKUP))) {
      store
          .stat(key)
          .ifPresent(
              info -> {
                store.delete(List.of(key));
                deleted.accept(List.of(info));
              });
    }
    LockSite locks = layout.locks();
    deleteBelow(store, layout.directory(), key -> !locks.isLock(key), deleted);
  }

  /** Removes the metadata files of an interrupted create, the decisive one first. */
  public static void deleteMetadata(ObjectStore store, BackupLayout layout) {
    for (String file : MetadataFiles.GO_TOOL) {
      if (store.stat(layout.meta(file)).isPresent()) {
        store.delete(List.of(layout.meta(file)));
      }
    }
  }

  /** Removes the lists of copied objects of all jobs. */
  public static void deleteLedgers(ObjectStore store, BackupLayout layout) {
    deleteBelow(
        store,
        layout.metaDirectory(),
        key -> BackupLayout.isLedger(key.relativeTo(layout.metaDirectory())),
        batch -> {});
  }

  /** Removes everything below a directory. */
  public static void deleteBelow(ObjectStore store, ObjectKey directory) {
    deleteBelow(store, directory, key -> true, batch -> {});
  }

  private static void deleteBelow(
      ObjectStore store,
      ObjectKey directory,
      Predicate<ObjectKey> which,
      Consumer<List<ObjectInfo>> deleted) {
    try (Stream<ObjectInfo> objects = store.list(directory)) {
      Iterator<ObjectInfo> iterator = objects.filter(o -> which.test(o.key())).iterator();
      List<ObjectInfo> batch = new ArrayList<>(BATCH);
      while (iterator.hasNext()) {
        batch.add(iterator.next());
        if (batch.size() == BATCH || !iterator.hasNext()) {
          store.delete(batch.stream().map(ObjectInfo::key).toList());
          deleted.accept(List.copyOf(batch));
          batch.clear();
        }
      }
    }
  }

  /** What was deleted so far. */
  private static final class Tally {

    private final JobContext job;
    private final LongAdder objects = new LongAdder();
    private final LongAdder bytes = new LongAdder();

    Tally(JobContext job) {
      this.job = job;
    }

    void add(List<ObjectInfo> deleted) {
      long size = deleted.stream().mapToLong(ObjectInfo::size).sum();
      objects.add(deleted.size());
      bytes.add(size);
      job.progress().advance(size, 0);
      job.cancel().check();
    }

    DeleteReport report(BackupName name, Duration duration) {
      return DeleteReport.builder(name.value())
          .objects(objects.sum())
          .bytes(bytes.sum())
          .duration(duration)
          .build();
    }
  }
}
