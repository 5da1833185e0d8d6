package dev.milvusbackup.internal.create;

import dev.milvusbackup.BackupRequest;
import dev.milvusbackup.error.BackupException;
import dev.milvusbackup.error.InvalidRequestException;
import dev.milvusbackup.internal.format.BackupLayout;
import dev.milvusbackup.internal.format.SharedLayout;
import dev.milvusbackup.internal.format.commit.PackedObjects;
import dev.milvusbackup.internal.format.metadata.BackupInfo;
import dev.milvusbackup.internal.format.metadata.MetadataFiles;
import dev.milvusbackup.internal.job.CancelToken;
import dev.milvusbackup.internal.job.Parallel;
import dev.milvusbackup.internal.storage.StoreTime;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectLocks;
import dev.milvusbackup.storage.ObjectStore;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Locks the objects that a new backup needs: the data before it is published, the metadata after.
 * Does nothing if the request does not want it.
 */
final class BackupLocker {

  private final Optional<Duration> duration;
  private final ObjectLocks.Mode mode;
  private final Parallel requests;
  private Optional<Instant> until = Optional.empty();
  private volatile boolean begun;

  BackupLocker(BackupRequest request, Parallel requests) {
    this.duration = request.lockFor();
    this.mode = request.lockMode();
    this.requests = requests;
  }

  /**
   * Checks that the store can do what a request wants.
   *
   * @throws InvalidRequestException if it cannot
   */
  static void require(BackupRequest request, ObjectStore backups) {
    if (request.lockFor().isPresent() && backups.locks().isEmpty()) {
      throw new InvalidRequestException(
          "Cannot lock backup '%s': %s has no object lock. Use a bucket that was created with object lock, or leave out lockFor."
              .formatted(request.name(), backups.displayName()));
    }
  }

  /** The number of requests that locking a backup takes. */
  static long requests(BackupRequest request, long objects) {
    return request.lockFor().isEmpty() ? 0 : objects + metadata(request.incremental());
  }

  private static int metadata(boolean incremental) {
    return incremental ? 1 : MetadataFiles.GO_TOOL.size() + 1;
  }

  /** Whether the request wants locks. */
  boolean isWanted() {
    return duration.isPresent();
  }

  /** Whether an object may be locked, so that nothing of the backup can be removed. */
  boolean hasBegun() {
    return begun;
  }

  /** Locks what the backup refers to. What it shares with others is locked, too. */
  void lockData(ObjectStore store, BackupLayout layout, PackedObjects objects, CancelToken cancel) {
    if (duration.isEmpty()) {
      return;
    }
    Instant now = StoreTime.read(store).orElseGet(Instant::now);
    // Services keep seconds.
    Instant date = now.plus(duration.get()).truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
    until = Optional.of(date);
    ObjectLocks locks = locks(store, layout);
    Stream<ObjectKey> keys = objects.stream().map(object -> layout.key(object.path()));
    requests.forEach(
        () -> new Groups(keys.iterator()),
        cancel,
        group -> group.forEach(key -> lock(locks, key, date)));
  }

  /** Returns the metadata with the date that {@link #lockData} has used. */
  BackupInfo dated(BackupInfo info) {
    return until.map(info::lockedUntil).orElse(info);
  }

  /** Locks the metadata of the backup that has just been published. */
  void lockMetadata(ObjectStore store, BackupLayout layout, BackupInfo info) {
    if (duration.isEmpty() || info.lockedUntilMillis() == 0) {
      return;
    }
    Instant date = Instant.ofEpochMilli(info.lockedUntilMillis());
    ObjectLocks locks = locks(store, layout);
    if (info.incremental()) {
      lock(locks, layout.increment(), date);
    } else {
      MetadataFiles.of(info).forEach(file -> lock(locks, layout.meta(file), date));
      lock(locks, layout.commit(), date); // last, since it speaks for all
    }
  }

  private void lock(ObjectLocks locks, ObjectKey key, Instant date) {
    try {
      locks.lock(key, mode, date);
      begun = true;
    } catch (BackupException e) {
      begun |= e.retryable(); // it may have arrived
      throw e;
    }
  }

  private static ObjectLocks locks(ObjectStore store, BackupLayout layout) {
    return store
        .locks()
        .orElseThrow(
            () ->
                new InvalidRequestException(
                    "Cannot lock backup '%s': %s has no object lock any longer. Check the bucket."
                        .formatted(layout.name(), store.displayName())));
  }

  /**
   * The objects of one segment in their order, so that the first one is locked first: a prune looks
   * at that one only.
   */
  private static final class Groups implements Iterator<List<ObjectKey>> {

    private final Iterator<ObjectKey> keys;
    private Optional<ObjectKey> next;

    Groups(Iterator<ObjectKey> keys) {
      this.keys = keys;
      this.next = read();
    }

    @Override
    public boolean hasNext() {
      return next.isPresent();
    }

    @Override
    public List<ObjectKey> next() {
      ObjectKey group = groupOf(next.orElseThrow());
      List<ObjectKey> keysOfGroup = new ArrayList<>();
      while (next.isPresent() && groupOf(next.get()).equals(group)) {
        keysOfGroup.add(next.get());
        next = read();
      }
      return keysOfGroup;
    }

    private Optional<ObjectKey> read() {
      return keys.hasNext() ? Optional.of(keys.next()) : Optional.empty();
    }

    private static ObjectKey groupOf(ObjectKey key) {
      return key.isBelow(SharedLayout.ROOTS) ? SharedLayout.groupOf(key) : key;
    }
  }
}
