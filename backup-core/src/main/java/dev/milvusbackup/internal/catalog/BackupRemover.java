package dev.milvusbackup.internal.catalog;

import dev.milvusbackup.BackupName;
import dev.milvusbackup.DeleteReport;
import dev.milvusbackup.Phase;
import dev.milvusbackup.internal.format.BackupLayout;
import dev.milvusbackup.internal.format.BackupMark;
import dev.milvusbackup.internal.format.LockSite;
import dev.milvusbackup.internal.format.metadata.MetadataFiles;
import dev.milvusbackup.internal.job.JobContext;
import dev.milvusbackup.internal.lock.JobLock;
import dev.milvusbackup.internal.lock.JobLocks;
import dev.milvusbackup.storage.ObjectInfo;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.PutMode;
import dev.milvusbackup.storage.StorageException;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes a backup: first the commit object and the metadata, then the data, the lock last. So
 * after an interruption the leftovers are incomplete and listed as such. An incremental backup is
 * only marked, since its shared objects remain for a while anyway; a prune removes the rest.
 */
public final class BackupRemover {

  private static final Logger LOG = LoggerFactory.getLogger(BackupRemover.class);
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
    catalog.requireUsed(name);
    return locked(new BackupLayout(name), condition, job, this::markOrDelete)
        .map(tally -> tally.report(name, Duration.ofNanos(System.nanoTime() - started)));
  }

  /**
   * Removes what a deleted backup has left, under a condition.
   *
   * @param condition asked by the holder of the lock
   */
  public void purgeIf(BooleanSupplier condition, BackupName name, JobContext job) {
    locked(
        new BackupLayout(name),
        condition,
        job,
        (lock, layout, tally) -> deleteAllButLocks(lock.store(), layout, tally::add));
  }

  /**
   * Removes the full backup that an incremental one of the same name has replaced.
   *
   * @param condition asked by the holder of the lock
   */
  public void removeReplacedIf(BooleanSupplier condition, BackupName name, JobContext job) {
    locked(
        new BackupLayout(name),
        condition,
        job,
        (lock, layout, tally) -> deleteReplaced(lock.store(), layout, tally::add));
  }

  /** The mark goes last: until then it says that what remains of the full backup is none. */
  private void deleteReplaced(
      ObjectStore store, BackupLayout layout, Consumer<List<ObjectInfo>> deleted) {
    Optional<ObjectInfo> mark = catalog.state(layout).mark();
    deleteMetadata(store, layout);
    store.delete(List.of(layout.commit()));
    deleteBelow(store, layout.inserts(), key -> true, deleted);
    mark.ifPresent(
        info -> {
          store.delete(List.of(info.key()));
          deleted.accept(List.of(info));
        });
  }

  /** What the holder of the lock of a backup deletes. */
  private interface Deletion {

    void run(JobLock lock, BackupLayout layout, Tally tally);
  }

  private Optional<Tally> locked(
      BackupLayout layout, BooleanSupplier condition, JobContext job, Deletion deletion) {
    JobLock lock = locks.forDelete(layout, job.id(), job.cancel());
    Tally tally = new Tally(job);
    try {
      if (!condition.getAsBoolean()) {
        lock.releaseUnused();
        return Optional.empty();
      }
      new LockedBackups(lock.store()).requireUnlocked(layout, "delete");
      lock.forgetFormer();
      deletion.run(lock, layout, tally);
      if (tally.objects.sum() == 0 && lock.former().isEmpty()) {
        throw catalog.notFound(layout.name()); // another delete was faster
      }
      lock.release();
      return Optional.of(tally);
    } catch (RuntimeException | Error e) {
      if (tally.objects.sum() == 0) {
        lock.releaseUnused();
      } else {
        lock.leave(); // for the next delete to finish
      }
      throw e;
    }
  }

  private void markOrDelete(JobLock lock, BackupLayout layout, Tally tally) {
    Optional<String> create = catalog.create(layout.name());
    if (create.isPresent() && mark(lock.store(), layout.mark(BackupMark.DELETED, create.get()))) {
      tally.mark(lock.store(), layout);
    } else {
      deleteAllButLocks(lock.store(), layout, tally::add);
    }
  }

  /** A full disk or a missing right to write must not keep a backup from being deleted. */
  private static boolean mark(ObjectStore store, ObjectKey mark) {
    try {
      store.put(mark, BackupMark.body(), PutMode.REPLACE);
      return true;
    } catch (StorageException e) {
      LOG.warn("Deletes the backup for good, since {} cannot be written", mark, e);
      return false;
    }
  }

  /** Removes a backup on behalf of the holder of its lock, except for the lock. */
  public static void deleteAllButLocks(
      ObjectStore store, BackupLayout layout, Consumer<List<ObjectInfo>> deleted) {
    for (ObjectKey key :
        List.of(layout.commit(), layout.meta(MetadataFiles.BACKUP), layout.increment())) {
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
    private boolean marked;

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

    /** Counts what a later prune deletes. */
    void mark(ObjectStore store, BackupLayout layout) {
      marked = true;
      LockSite locks = layout.locks();
      try (Stream<ObjectInfo> left = store.list(layout.directory())) {
        left.filter(object -> !locks.isLock(object.key()))
            .forEach(
                object -> {
                  objects.increment();
                  bytes.add(object.size());
                });
      }
    }

    DeleteReport report(BackupName name, Duration duration) {
      return DeleteReport.builder(name.value())
          .objects(objects.sum())
          .bytes(bytes.sum())
          .duration(duration)
          .undeletable(marked)
          .build();
    }
  }
}
