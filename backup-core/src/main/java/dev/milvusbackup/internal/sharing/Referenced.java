package dev.milvusbackup.internal.sharing;

import dev.milvusbackup.BackupName;
import dev.milvusbackup.error.CorruptBackupException;
import dev.milvusbackup.error.PruneRefusedException;
import dev.milvusbackup.error.UnsupportedVersionException;
import dev.milvusbackup.internal.catalog.IncrementCatalog;
import dev.milvusbackup.internal.catalog.IncrementCatalog.Referring;
import dev.milvusbackup.internal.format.SharedLayout;
import dev.milvusbackup.internal.format.commit.LedgerRecord;
import dev.milvusbackup.internal.job.CancelToken;
import java.util.Set;

/**
 * Reads which shared segments the backups of a store refer to, complete ones and interrupted ones.
 */
record Referenced(IncrementCatalog catalog) {

  /**
   * Reads all of them.
   *
   * @param without the names of backups that do not count
   * @throws PruneRefusedException if one of them cannot be read
   */
  SharedSegments read(Set<String> without, CancelToken cancel) {
    SharedSegments referenced = new SharedSegments();
    for (BackupName name : catalog.names()) {
      cancel.check();
      if (!without.contains(name.value())) {
        add(name, referenced);
      }
    }
    return referenced;
  }

  private void add(BackupName name, SharedSegments referenced) {
    try {
      add(catalog.referring(name), referenced);
    } catch (CorruptBackupException | UnsupportedVersionException e) {
      throw new PruneRefusedException(
          "Cannot prune: backup '%s' cannot be read, so it is unknown which shared objects it needs (%s) Repair it, or delete it by its name."
              .formatted(name, e.getMessage()),
          e);
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
