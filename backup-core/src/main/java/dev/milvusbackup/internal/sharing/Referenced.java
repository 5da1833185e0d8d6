package dev.milvusbackup.internal.sharing;

import dev.milvusbackup.BackupName;
import dev.milvusbackup.error.CorruptBackupException;
import dev.milvusbackup.error.PruneRefusedException;
import dev.milvusbackup.error.UnsupportedVersionException;
import dev.milvusbackup.internal.catalog.IncrementCatalog;
import dev.milvusbackup.internal.catalog.IncrementCatalog.Referring;
import dev.milvusbackup.internal.catalog.IncrementCatalog.Retired;
import dev.milvusbackup.internal.format.SharedLayout;
import dev.milvusbackup.internal.format.commit.LedgerRecord;
import dev.milvusbackup.internal.job.CancelToken;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads which shared segments the backups of a store refer to, complete ones and interrupted ones.
 */
record Referenced(IncrementCatalog catalog) {

  private static final Logger LOG = LoggerFactory.getLogger(Referenced.class);

  /**
   * What the backups say.
   *
   * @param segments what they refer to
   * @param retired what is to be removed of them
   */
  record Found(SharedSegments segments, List<Retired> retired) {}

  /**
   * Reads all of them.
   *
   * @param without the names of backups that do not count
   * @throws PruneRefusedException if one of them cannot be read
   */
  Found read(Set<String> without, CancelToken cancel) {
    Found found = new Found(new SharedSegments(), new ArrayList<>());
    for (BackupName name : catalog.names()) {
      cancel.check();
      if (!without.contains(name.value())) {
        add(name, found);
      }
    }
    return found;
  }

  private void add(BackupName name, Found all) {
    try {
      Referring found = catalog.referring(name);
      add(found, all.segments());
      found.retired().ifPresent(all.retired()::add);
    } catch (CorruptBackupException | UnsupportedVersionException e) {
      throw new PruneRefusedException(
          "Cannot prune: backup '%s' cannot be read, so it is unknown which shared objects it needs (%s) Repair it, or delete it by its name."
              .formatted(name, e.getMessage()),
          e);
    }
  }

  /**
   * Reads what deleted backups refer to that can still be undeleted.
   *
   * @param oldest one that was deleted before cannot
   */
  SharedSegments undeletable(List<Retired> retired, Instant oldest) {
    SharedSegments undeletable = new SharedSegments();
    retired.stream()
        .filter(one -> one.deleted() && one.mark().lastModified().filter(oldest::isAfter).isEmpty())
        .forEach(one -> addDeleted(one.name(), undeletable));
    return undeletable;
  }

  private void addDeleted(BackupName name, SharedSegments undeletable) {
    try {
      catalog.find(name).ifPresent(found -> undeletable.addAll(found.tree().collections()));
    } catch (CorruptBackupException | UnsupportedVersionException e) {
      LOG.debug("Deleted backup '{}' cannot be undeleted", name, e);
    }
  }

  /** What one backup refers to. */
  static SharedSegments by(Referring backup) {
    SharedSegments referenced = new SharedSegments();
    add(backup, referenced);
    return referenced;
  }

  private static void add(Referring backup, SharedSegments referenced) {
    backup.tree().ifPresent(tree -> referenced.addAll(tree.collections()));
    backup.ledgers().forEach(part -> add(part, referenced));
  }

  private static void add(LedgerRecord ledger, SharedSegments referenced) {
    ledger.objects().stream()
        .flatMap(object -> SharedLayout.key(object.path()).stream())
        .flatMap(key -> SharedPath.of(key).stream())
        .forEach(path -> referenced.add(path.root(), path.group()));
  }
}
