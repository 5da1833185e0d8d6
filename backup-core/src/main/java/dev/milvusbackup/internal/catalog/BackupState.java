package dev.milvusbackup.internal.catalog;

import dev.milvusbackup.BackupSummary.Origin;
import dev.milvusbackup.internal.format.BackupLayout;
import dev.milvusbackup.internal.format.metadata.MetadataFiles;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The state of the content under the name of a backup.
 *
 * @param origin the tool that made it, if it is complete
 * @param problem what is missing, if it is not
 * @param incremental whether it is an incremental backup
 */
record BackupState(Optional<Origin> origin, String problem, boolean incremental) {

  private static final List<String> LEVELS =
      List.of(MetadataFiles.COLLECTIONS, MetadataFiles.PARTITIONS, MetadataFiles.SEGMENTS);

  /** Decides by the files in {@code meta/}, as {@code docs/format.md} defines. */
  static BackupState of(Set<String> metas) {
    boolean increment = metas.contains(BackupLayout.INCREMENT);
    // Of two jobs that lost the lock one after the other, the one whose backup is whole counts.
    if (metas.contains(BackupLayout.COMMIT) && (!increment || metas.contains(MetadataFiles.FULL))) {
      return new BackupState(Optional.of(Origin.NATIVE), "", false);
    }
    if (increment) {
      return new BackupState(Optional.of(Origin.NATIVE), "", true);
    }
    if (!metas.contains(MetadataFiles.BACKUP)) {
      return incomplete("meta/" + MetadataFiles.BACKUP);
    }
    if (metas.contains(MetadataFiles.FULL) || metas.containsAll(LEVELS)) {
      return new BackupState(Optional.of(Origin.GO_TOOL), "", false);
    }
    return incomplete("meta/" + MetadataFiles.FULL);
  }

  /** The metadata files are from this library, which writes the commit object last. */
  static BackupState withoutCommit() {
    return incomplete("meta/" + BackupLayout.COMMIT);
  }

  /** The create found out that something was gone when it had published the backup. */
  static BackupState withdrawn() {
    return new BackupState(
        Optional.empty(), "its create has withdrawn it, since shared objects were gone", false);
  }

  private static BackupState incomplete(String missing) {
    return new BackupState(
        Optional.empty(), "it has no " + missing + ": a create or delete did not finish", false);
  }
}
