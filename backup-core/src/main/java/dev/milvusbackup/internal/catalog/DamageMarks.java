package dev.milvusbackup.internal.catalog;

import dev.milvusbackup.BackupName;
import dev.milvusbackup.BackupSummary;
import dev.milvusbackup.BackupSummary.Origin;
import dev.milvusbackup.VerifyDepth;
import dev.milvusbackup.error.BackupException;
import dev.milvusbackup.error.CorruptBackupException;
import dev.milvusbackup.internal.format.BackupLayout;
import dev.milvusbackup.internal.format.commit.DamageRecord;
import dev.milvusbackup.internal.format.json.MetadataJson;
import dev.milvusbackup.internal.format.metadata.MetadataFiles;
import dev.milvusbackup.internal.storage.SmallObject;
import dev.milvusbackup.storage.ObjectBody;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectNotFoundException;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.PutMode;
import dev.milvusbackup.storage.StorageException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers in which backups a verification has found damage. A verification works without the
 * right to write; its result is then not remembered.
 */
public final class DamageMarks {

  private static final Logger LOG = LoggerFactory.getLogger(DamageMarks.class);

  private final ObjectStore store;
  private final BackupCatalog catalog;

  public DamageMarks(ObjectStore store) {
    this.store = store;
    this.catalog = new BackupCatalog(store);
  }

  /** Whether the last word on a backup is that it is damaged. */
  public boolean contain(BackupSummary backup) {
    try {
      return read(key(backup)).filter(mark -> isOf(mark, backup)).isPresent();
    } catch (CorruptBackupException e) {
      return true; // it counts for less then, so nothing is lost
    }
  }

  /**
   * Remembers the result of a verification.
   *
   * @param depth what was checked of the whole backup
   * @param findings 0 removes the mark of a verification that was not more thorough
   */
  public void update(BackupSummary backup, VerifyDepth depth, long findings) {
    try {
      Optional<DamageRecord> before = readable(key(backup)).filter(mark -> isOf(mark, backup));
      if (findings > 0) {
        write(backup, before.map(mark -> deeper(mark, depth)).orElse(depth), findings);
      } else if (before.filter(mark -> depthOf(mark).compareTo(depth) > 0).isEmpty()
          && store.stat(key(backup)).isPresent()) {
        store.delete(List.of(key(backup)));
      }
    } catch (StorageException e) {
      LOG.warn(
          "A prune does not know of the verification of '{}': {}", backup.name(), e.getMessage());
    }
  }

  /** The same for another backup, which shares the damaged objects. */
  public void update(String backup, VerifyDepth depth, long findings) {
    try {
      catalog
          .summary(new BackupName(backup))
          .ifPresent(summary -> update(summary, depth, findings));
    } catch (BackupException e) {
      LOG.warn("A prune does not know of the damage in '{}': {}", backup, e.getMessage());
    }
  }

  private void write(BackupSummary backup, VerifyDepth depth, long findings) {
    DamageRecord mark =
        new DamageRecord(
            backup.id(), time(backup), depth.name(), findings, Instant.now().toString());
    store.put(key(backup), ObjectBody.of(MetadataJson.write(mark)), PutMode.REPLACE);
    if (store.stat(decisive(backup)).isEmpty()) {
      store.delete(List.of(key(backup))); // deleted meanwhile, and its name is to be free
    }
  }

  private static ObjectKey decisive(BackupSummary backup) {
    BackupLayout layout = new BackupLayout(new BackupName(backup.name()));
    return backup.origin() == Origin.NATIVE
        ? BackupCatalog.commit(layout, backup)
        : layout.meta(MetadataFiles.BACKUP);
  }

  /** Empty too if it is damaged itself: the next one replaces it. */
  private Optional<DamageRecord> readable(ObjectKey key) {
    try {
      return read(key);
    } catch (CorruptBackupException e) {
      return Optional.empty();
    }
  }

  private Optional<DamageRecord> read(ObjectKey key) {
    try {
      return Optional.of(
          MetadataJson.read(SmallObject.read(store, key), DamageRecord.class, key.toString()));
    } catch (ObjectNotFoundException e) {
      return Optional.empty();
    }
  }

  private static VerifyDepth deeper(DamageRecord mark, VerifyDepth depth) {
    return depthOf(mark).compareTo(depth) > 0 ? depthOf(mark) : depth;
  }

  /** Of a depth that this version does not know, only the most thorough one is a match. */
  private static VerifyDepth depthOf(DamageRecord mark) {
    return Stream.of(VerifyDepth.values())
        .filter(depth -> depth.name().equals(mark.depth()))
        .findFirst()
        .orElse(VerifyDepth.RESTORE);
  }

  private static boolean isOf(DamageRecord mark, BackupSummary backup) {
    return mark.isOf(backup.id(), time(backup));
  }

  private static String time(BackupSummary backup) {
    return backup.createdAt().map(Instant::toString).orElse("");
  }

  private static ObjectKey key(BackupSummary backup) {
    return new BackupLayout(new BackupName(backup.name())).damaged();
  }
}
