package dev.milvusbackup.internal.ledger;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.error.BackupException;
import dev.milvusbackup.error.BackupLockedException;
import dev.milvusbackup.error.CorruptBackupException;
import dev.milvusbackup.internal.format.LockSite;
import dev.milvusbackup.internal.format.json.MetadataJson;
import dev.milvusbackup.internal.job.CancelToken;
import dev.milvusbackup.internal.lock.JobLock;
import dev.milvusbackup.internal.lock.JobLocks;
import dev.milvusbackup.internal.storage.SmallObject;
import dev.milvusbackup.storage.ObjectInfo;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectNotFoundException;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.StorageException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The progress of one restore: one small object for the restore and one for each group of
 * collections, in the backup store. They are read once.
 */
public final class RestoreLedger implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RestoreLedger.class);

  /** The name of a backup cannot begin with a dot. */
  public static final ObjectKey ROOT = ObjectKey.of(".restores");

  private final @Nullable JobLock lock;
  private final ObjectKey directory;
  private final String name;
  private final Map<Long, CollectionRecord> records = new ConcurrentHashMap<>();
  private final Map<Long, CollectionName> reserved = new ConcurrentHashMap<>();
  private final LedgerStore written;
  private final RecordGroups groups;
  private @Nullable RestoreRecord former;
  private RestoreRecord current = new RestoreRecord("", "", "", "", List.of());

  private RestoreLedger(@Nullable JobLock lock, ObjectKey directory, String name) {
    this.lock = lock;
    this.directory = directory;
    this.name = name;
    this.written = new LedgerStore(lock);
    this.groups = new RecordGroups(directory, written);
  }

  /**
   * Opens the ledger of a restore with the records of an earlier run, and locks it until it is
   * closed. If the store is read-only, it is kept in memory: the restore works, but cannot be
   * resumed.
   *
   * @param subject what is restored, for messages
   * @throws BackupLockedException if the same restore is already running
   */
  public static RestoreLedger open(
      JobLocks locks, String fingerprint, String subject, String jobId, CancelToken cancel) {
    ObjectKey directory = ROOT.resolve(fingerprint);
    JobLock lock;
    try {
      lock = locks.forRestore(new LockSite(directory, subject), jobId, cancel);
    } catch (StorageException e) {
      if (e.retryable()) {
        throw e;
      }
      LOG.warn(
          "This restore cannot be resumed after an interruption, which would leave collections named '…__restoring_…' behind: the backup store refuses the ledger ({})",
          e.getMessage());
      return new RestoreLedger(null, directory, jobId);
    }
    RestoreLedger ledger = new RestoreLedger(lock, directory, fingerprint);
    try {
      ledger.read(lock.store(), lock.generation());
      return ledger;
    } catch (RuntimeException e) {
      lock.leave();
      throw e;
    }
  }

  /** Reads the records of an earlier run, without a lock and without writing. */
  public static RestoreLedger peek(ObjectStore store, String fingerprint) {
    RestoreLedger ledger = new RestoreLedger(null, ROOT.resolve(fingerprint), fingerprint);
    ledger.read(store, 1);
    return ledger;
  }

  /**
   * The names under which unfinished restores fill collections, according to all ledgers of a
   * store. A ledger that does not parse is left out: its restore reports that.
   */
  public static Set<CollectionName> workingNames(ObjectStore store) {
    Set<CollectionName> names = new HashSet<>();
    try (Stream<ObjectInfo> objects = store.list(ROOT)) {
      objects
          .map(ObjectInfo::key)
          .filter(key -> isGroup(key.relativeTo(ROOT)))
          .forEach(key -> addNames(store, key, names));
    }
    return names;
  }

  /** Of a path that begins with a fingerprint. */
  private static boolean isGroup(String path) {
    return GroupKey.parse(path.substring(path.indexOf('/') + 1)).isPresent();
  }

  private static void addNames(ObjectStore store, ObjectKey key, Set<CollectionName> names) {
    GroupRecord group;
    try {
      group = MetadataJson.read(SmallObject.read(store, key), GroupRecord.class, key.toString());
    } catch (CorruptBackupException | ObjectNotFoundException e) {
      LOG.warn("Cannot read {} of a restore: {}", key, e.getMessage());
      return;
    }
    for (CollectionRecord record : group.collections()) {
      if (!record.append()) {
        names.add(record.fullName());
      }
      if (!record.probe().isEmpty()) {
        names.add(record.probeName());
      }
    }
  }

  /** The unique part of names that belong to this restore only. */
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

  /** Whether this restore may still remove its leftovers. */
  public boolean isHeld() {
    return lock == null || !lock.isLost();
  }

  /** The records of an earlier unfinished run, if any. */
  public Optional<RestoreRecord> former() {
    return Optional.ofNullable(former);
  }

  public List<CollectionRecord> records() {
    return List.copyOf(records.values());
  }

  public Optional<CollectionRecord> find(long source) {
    return Optional.ofNullable(records.get(source));
  }

  /** Starts or resumes. */
  public synchronized void begin(RestoreRecord restore) {
    current = restore;
    written.put(restoreKey(), restore);
  }

  /** Before a database is created. */
  public synchronized void creating(String database) {
    current = current.withDatabase(database);
    written.put(restoreKey(), current);
  }

  /** The databases that this restore has created, in this run or an earlier one. */
  public synchronized List<String> databases() {
    return current.databases();
  }

  /**
   * Chooses the name of a collection that is going to be created, so that the names of a group are
   * stored by the put that the first of them needs.
   *
   * @param segments its size
   */
  public void reserve(CollectionRecord record, int segments) {
    groups.reserve(record, segments);
    reserved.put(record.source(), record.fullName());
  }

  /** The name that was chosen for a collection. */
  public Optional<CollectionName> reserved(long source) {
    return Optional.ofNullable(reserved.get(source));
  }

  /** Before a collection is created: its name is stored when this returns. */
  public CollectionJournal begin(CollectionRecord record) {
    groups.of(record).saveName(record);
    records.put(record.source(), record);
    return new CollectionJournal(this, record);
  }

  /** Before rows are added to a collection that existed before: the first intent stores it. */
  public CollectionJournal beginAppending(CollectionRecord record) {
    note(record);
    return new CollectionJournal(this, record);
  }

  public CollectionJournal resume(CollectionRecord record) {
    return new CollectionJournal(this, record);
  }

  public void forget(CollectionRecord record) {
    require();
    records.remove(record.source());
    reserved.remove(record.source());
    groups.remove(record);
  }

  /**
   * Everything is restored: removes the records. The one of the restore comes first: without it the
   * others mean nothing to the next run, however many a killed process has left.
   */
  public void endRestored() {
    if (end(List.of(restoreKey()))) {
      end(groups.keys());
    }
  }

  /** Records that a later run can resume from remain, with all that is only noted. */
  public void releaseUnfinished() {
    if (records.isEmpty()) {
      endRestored();
      return;
    }
    try {
      groups.all().forEach(group -> group.keepOnly(records.keySet()));
    } catch (BackupException e) {
      LOG.warn("The ledger of a restore at {} lacks its latest records", directory, e);
    }
  }

  /** If a record cannot be removed, the next run of the same restore copes with it. */
  private boolean end(List<ObjectKey> needless) {
    try {
      written.delete(needless);
      return true;
    } catch (BackupException e) {
      LOG.warn("Cannot remove the ledger of a restore at {}", directory, e);
      return false;
    }
  }

  void save(CollectionRecord record) {
    groups.of(record).save(record);
    records.put(record.source(), record);
  }

  /** Changes a record that no step needs: the next put of its group stores it. */
  void note(CollectionRecord record) {
    groups.of(record).note(record);
    records.put(record.source(), record);
  }

  @Override
  public void close() {
    if (lock != null && !lock.isLost()) {
      try {
        lock.release();
      } catch (BackupException e) {
        LOG.warn("The lock of a restore in {} remains until its lease ends", directory, e);
        lock.leave();
      }
    }
  }

  private void read(ObjectStore from, int generation) {
    SortedMap<GroupKey, GroupRecord> found = new TreeMap<>();
    List<ObjectKey> keys = new ArrayList<>();
    for (ObjectKey key : keys(from)) {
      if (key.equals(restoreKey())) {
        former = parse(from, key, RestoreRecord.class);
        current = former;
      }
      Optional<GroupKey> group = GroupKey.parse(key.relativeTo(directory));
      if (group.isPresent()) {
        found.put(group.get(), parse(from, key, GroupRecord.class));
        keys.add(key);
      }
    }
    int last = found.isEmpty() ? 0 : found.lastKey().run();
    if (former == null) {
      // A run that was killed when it was done has left some of its records.
      groups.start(end(keys) ? 0 : last, generation);
      return;
    }
    groups.start(last, generation);
    groups.add(found).forEach(record -> records.put(record.source(), record));
    groups.all().forEach(RecordGroup::flush);
    end(keys);
  }

  private List<ObjectKey> keys(ObjectStore from) {
    try (Stream<ObjectInfo> objects = from.list(directory)) {
      return objects.map(ObjectInfo::key).toList();
    }
  }

  private <T> T parse(ObjectStore from, ObjectKey key, Class<T> type) {
    try {
      return MetadataJson.read(SmallObject.read(from, key), type, key.toString());
    } catch (CorruptBackupException e) {
      throw new CorruptBackupException(
          "Cannot resume the restore: %s of %s does not parse. Look for collections named '…__restoring_…' in Milvus, drop them, and delete the object."
              .formatted(key, from.displayName()),
          e);
    }
  }

  private ObjectKey restoreKey() {
    return directory.resolve("restore.json");
  }
}
