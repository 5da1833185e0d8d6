package dev.milvusbackup.internal.create;

import dev.milvusbackup.error.BackupException;
import dev.milvusbackup.error.BackupExistsException;
import dev.milvusbackup.error.BackupLockedException;
import dev.milvusbackup.error.PublishStateUnknownException;
import dev.milvusbackup.internal.format.BackupLayout;
import dev.milvusbackup.internal.format.commit.CommitJson;
import dev.milvusbackup.internal.format.commit.CommitRecord;
import dev.milvusbackup.internal.format.commit.CommittedObject;
import dev.milvusbackup.internal.format.commit.IncrementalCommit;
import dev.milvusbackup.internal.format.commit.PackedObjects;
import dev.milvusbackup.internal.format.json.MetadataBody;
import dev.milvusbackup.internal.format.metadata.BackupInfo;
import dev.milvusbackup.internal.format.metadata.GoMetadata;
import dev.milvusbackup.internal.lock.JobLock;
import dev.milvusbackup.storage.ObjectBody;
import dev.milvusbackup.storage.ObjectExistsException;
import dev.milvusbackup.storage.ObjectInfo;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.PutMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Writes the metadata, and last the commit object, which completes the backup. */
public final class BackupPublisher {

  private static final int ATTEMPTS = 3;

  private final JobLock lock;
  private final ObjectStore backups;
  private final String source;
  private final String create;
  private List<ObjectKey> ledgers = List.of();

  /**
   * A publisher.
   *
   * @param source the storage of the Milvus that was backed up
   * @param create a word that no other create has
   */
  public BackupPublisher(JobLock lock, String source, String create) {
    this.lock = lock;
    this.source = source;
    this.create = create;
    this.backups = lock.store();
  }

  /** The ledgers beside the metadata that it has published, which are no longer needed. */
  List<ObjectKey> ledgers() {
    return ledgers;
  }

  private static boolean isLedger(BackupLayout layout, ObjectKey key) {
    return BackupLayout.isLedger(key.relativeTo(layout.metaDirectory()));
  }

  /** Whether what is stored under the name after this failure may be a backup, so that it stays. */
  public static boolean mayBeBackup(Throwable failure) {
    return failure instanceof PublishStateUnknownException
        || failure instanceof BackupExistsException
        || failure instanceof BackupLockedException;
  }

  CommitRecord publish(BackupLayout layout, BackupInfo info, PackedObjects objects) {
    Set<ObjectKey> late = Set.of(layout.commit(), layout.increment());
    List<ObjectKey> present = lock.confirm();
    ledgers = present.stream().filter(key -> isLedger(layout, key)).toList();
    remove(late, present);
    if (info.incremental()) {
      IncrementalCommit commit = IncrementalCommit.of(source, create, info, objects);
      commit(layout, layout.increment(), CommitJson.write(commit), late);
      return commit.record();
    }
    List<CommittedObject> metas = new ArrayList<>();
    for (Map.Entry<String, MetadataBody> meta : GoMetadata.write(info).entrySet()) {
      ObjectKey key = layout.meta(meta.getKey());
      MetadataBody json = meta.getValue();
      backups.put(key, json, PutMode.REPLACE);
      metas.add(CommittedObject.of(layout.path(key), json.size(), Optional.of(json.digest())));
    }
    CommitRecord commit =
        new CommitRecord(
            CommitRecord.FORMAT_VERSION,
            layout.name().value(),
            info.id(),
            Instant.ofEpochMilli(info.createdMillis()).toString(),
            BackupInfo.CREATED_BY,
            metas,
            objects);
    commit(layout, layout.commit(), CommitJson.write(commit), late);
    return commit;
  }

  /** Writes the commit object of an incremental backup beside that of a full one, which stays. */
  public void publishBeside(BackupLayout layout, BackupInfo info, PackedObjects objects) {
    Set<ObjectKey> late = Set.of(layout.increment());
    remove(late, lock.confirm());
    IncrementalCommit commit = IncrementalCommit.of(source, create, info, objects);
    commit(layout, layout.increment(), CommitJson.write(commit), late);
  }

  private void commit(BackupLayout layout, ObjectKey key, ObjectBody json, Set<ObjectKey> late) {
    for (int attempt = 1; ; attempt++) {
      try {
        backups.put(key, json, PutMode.CREATE_NEW);
        return;
      } catch (ObjectExistsException e) {
        List<ObjectKey> present = lock.confirm();
        if (attempt == ATTEMPTS) {
          throw new BackupExistsException(
              "Cannot publish backup '%s': something else keeps writing %s in %s. Choose another name."
                  .formatted(layout.name(), key, backups.displayName()),
              e);
        }
        remove(late, present);
      } catch (BackupLockedException e) {
        throw e; // the put was not even tried
      } catch (BackupException e) {
        settle(layout, key, json.size(), e);
        return;
      }
    }
  }

  /**
   * The commit object of a job that has lost the lock may arrive late. It does not match these
   * objects, and the holder of the lock may remove it.
   */
  private void remove(Set<ObjectKey> late, List<ObjectKey> present) {
    List<ObjectKey> found = present.stream().filter(late::contains).toList();
    if (!found.isEmpty()) {
      backups.delete(found);
    }
  }

  /** The put failed, but it may have arrived: check, and never guess. */
  private void settle(BackupLayout layout, ObjectKey key, long size, BackupException failure) {
    Optional<ObjectInfo> found;
    try {
      found = backups.stat(key);
    } catch (BackupException e) {
      failure.addSuppressed(e);
      throw new PublishStateUnknownException(
          "Cannot find out whether backup '%s' was published: writing %s to %s failed, and so did checking it. Its data is kept; call find(\"%s\") before trying again."
              .formatted(layout.name(), key, backups.displayName(), layout.name()),
          failure);
    }
    if (found.isEmpty() || found.get().size() != size) {
      throw failure;
    }
  }
}
