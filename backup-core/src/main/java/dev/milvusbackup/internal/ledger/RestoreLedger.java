package dev.milvusbackup.internal.ledger;

import dev.milvusbackup.error.BackupException;
import dev.milvusbackup.error.BackupLockedException;
import dev.milvusbackup.error.CorruptBackupException;
import dev.milvusbackup.internal.format.MetaJson;
import dev.milvusbackup.internal.job.CancelToken;
import dev.milvusbackup.storage.ObjectBody;
import dev.milvusbackup.storage.ObjectInfo;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.PutMode;
import dev.milvusbackup.storage.StorageException;
import dev.milvusbackup.storage.StoreUnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one restore has done so far: one small object for the restore and one for each collection,
 * in the backup store. What was found there is known from then on without reading it again.
 */
public final class RestoreLedger implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RestoreLedger.class);

  /** No backup can have a name with a dot at its beginning. */
  public static final ObjectKey ROOT = ObjectKey.of(".restores");

  private static final int LONGEST = 64 << 20;

  private final @Nullable ObjectStore store;
  private final @Nullable LedgerLock lock;
  private final ObjectKey directory;
  private final String name;
  private final Map<Long, CollectionRecord> records = new ConcurrentHashMap<>();
  private @Nullable RestoreRecord former;
  private RestoreRecord current = new RestoreRecord("", "", "", "", List.of());

  private RestoreLedger(
      @Nullable ObjectStore store, @Nullable LedgerLock lock, ObjectKey directory, String name) {
    this.store = store;
    this.lock = lock;
    this.directory = directory;
    this.name = name;
  }

  /**
   * The ledger of a restore, with what an earlier run has written; nobody else has it until it is
   * closed. Where the store takes nothing it is kept in memory: the restore works, and cannot be
   * resumed.
   *
   * @throws BackupLockedException if the same restore is under way somewhere
   */
  public static RestoreLedger open(
      ObjectStore store,
      String fingerprint,
      Duration lease,
      Executor beats,
      String jobId,
      CancelToken cancel) {
    ObjectKey directory = ROOT.resolve(fingerprint);
    LedgerLock lock;
    try {
      lock = new LedgerLocks(store, directory, lease, beats).acquire(jobId, cancel);
    } catch (StorageException e) {
      if (e.retryable()) {
        throw e;
      }
      LOG.warn(
          "This restore cannot be resumed should it be interrupted, and would leave collections named '…__restoring_…' behind: {} takes no notes ({})",
          store.displayName(),
          e.getMessage());
      return new RestoreLedger(null, null, directory, jobId);
    }
    RestoreLedger ledger = new RestoreLedger(store, lock, directory, fingerprint);
    try {
      ledger.read(store);
      return ledger;
    } catch (RuntimeException e) {
      ledger.close();
      throw e;
    }
  }

  /** What an earlier run has written, to look at: without a lock, and nothing is written back. */
  public static RestoreLedger peek(ObjectStore store, String fingerprint) {
    RestoreLedger ledger = new RestoreLedger(null, null, ROOT.resolve(fingerprint), fingerprint);
    ledger.read(store);
    return ledger;
  }

  /** What names of what belongs to this restore alone are made of. */
  public String name() {
    return name;
  }

  /**
   * Before anything is changed.
   *
   * @throws BackupLockedException if another process may have taken over
   */
  public void require() {
    if (lock != null) {
      lock.require();
    }
  }

  /** Whether what lies about is still ours to remove. */
  public boolean isHeld() {
    return lock == null || lock.isHeld();
  }

  /** What an earlier run has left, if there was one that did not end. */
  public Optional<RestoreRecord> former() {
    return Optional.ofNullable(former);
  }

  public List<CollectionRecord> records() {
    return List.copyOf(records.values());
  }

  public Optional<CollectionRecord> find(long source) {
    return Optional.ofNullable(records.get(source));
  }

  /** Begins, or goes on. */
  public synchronized void begin(RestoreRecord restore) {
    current = restore;
    write(restoreKey(), restore);
  }

  /** Before a database is created. */
  public synchronized void creating(String database) {
    current = current.withDatabase(database);
    write(restoreKey(), current);
  }

  /** The databases that this restore has created, in this run or an earlier one. */
  public synchronized List<String> databases() {
    return current.databases();
  }

  public CollectionJournal begin(CollectionRecord record) {
    save(record);
    return new CollectionJournal(this, record);
  }

  public CollectionJournal goOn(CollectionRecord record) {
    return new CollectionJournal(this, record);
  }

  public void forget(CollectionRecord record) {
    require();
    records.remove(record.source());
    if (store != null) {
      store.delete(List.of(key(record.source())));
    }
  }

  /**
   * The end of a run.
   *
   * @param restored whether it was the last: then nothing has to be known of it any longer.
   *     Otherwise the ledger stays if a next run finds anything to go on with
   */
  public void end(boolean restored) {
    try {
      if (restored) {
        records().forEach(this::forget);
      }
      if (store != null && records.isEmpty()) {
        store.delete(List.of(restoreKey()));
      }
    } catch (BackupException e) {
      LOG.warn("Cannot remove {} of {}", directory, store, e);
    }
  }

  void save(CollectionRecord record) {
    write(key(record.source()), record);
    records.put(record.source(), record);
  }

  @Override
  public void close() {
    if (lock != null) {
      lock.end();
    }
  }

  private void write(ObjectKey key, Object value) {
    require();
    if (store != null) {
      store.put(key, ObjectBody.of(MetaJson.write(value)), PutMode.REPLACE);
    }
  }

  private void read(ObjectStore from) {
    try (Stream<ObjectInfo> objects = from.list(directory)) {
      objects.map(ObjectInfo::key).forEach(key -> read(from, key));
    }
  }

  private void read(ObjectStore from, ObjectKey key) {
    if (key.equals(restoreKey())) {
      former = parse(from, key, RestoreRecord.class);
      current = former;
    } else if (key.isBelow(collections())) {
      CollectionRecord record = parse(from, key, CollectionRecord.class);
      records.put(record.source(), record);
    }
  }

  private <T> T parse(ObjectStore from, ObjectKey key, Class<T> type) {
    try (InputStream in = from.open(key, 0, LONGEST)) {
      return MetaJson.read(in.readAllBytes(), type, key.toString());
    } catch (CorruptBackupException e) {
      throw new CorruptBackupException(
          "Cannot resume the restore: %s of %s does not parse. Look for collections named '…__restoring_…' in Milvus, drop them, and delete the object."
              .formatted(key, from.displayName()),
          e);
    } catch (IOException e) {
      throw new StoreUnavailableException(
          "Cannot read %s of %s: the connection broke. Try again."
              .formatted(key, from.displayName()),
          e);
    }
  }

  private ObjectKey restoreKey() {
    return directory.resolve("restore.json");
  }

  private ObjectKey collections() {
    return directory.resolve("collections");
  }

  private ObjectKey key(long source) {
    return collections().resolve(source + ".json");
  }
}
