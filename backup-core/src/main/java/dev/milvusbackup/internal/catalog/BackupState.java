package dev.milvusbackup.internal.catalog;

import dev.milvusbackup.BackupSummary.Origin;
import dev.milvusbackup.internal.format.BackupLayout;
import dev.milvusbackup.internal.format.BackupMark;
import dev.milvusbackup.internal.format.metadata.MetadataFiles;
import dev.milvusbackup.storage.ObjectInfo;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The state of the content under the name of a backup.
 *
 * @param origin the tool that made it, if it is complete
 * @param problem what is missing, if it is not
 * @param kind what it is, or was
 * @param mark the mark of what a prune removes after its grace period
 */
record BackupState(Optional<Origin> origin, String problem, Kind kind, Optional<ObjectInfo> mark) {

  private static final List<String> LEVELS =
      List.of(MetadataFiles.COLLECTIONS, MetadataFiles.PARTITIONS, MetadataFiles.SEGMENTS);

  /** What is stored under a name. */
  enum Kind {
    FULL,
    /** A full one, and an incremental one beside it that is about to replace it. */
    ADOPTING,
    INCREMENTAL,
    /** An incremental backup. What it had as a full one is still there. */
    ADOPTED,
    /** An incremental backup that its create has withdrawn. */
    WITHDRAWN,
    /** A deleted incremental backup. */
    DELETED
  }

  /**
   * Decides whether it is a full backup by the files in {@code meta/}, see {@code docs/format.md}.
   */
  static BackupState full(Set<String> metas) {
    // Of two jobs that lost the lock one after the other, the one whose backup is whole counts.
    boolean whole = !metas.contains(BackupLayout.INCREMENT) || metas.contains(MetadataFiles.FULL);
    if (metas.contains(BackupLayout.COMMIT) && whole) {
      return new BackupState(Optional.of(Origin.NATIVE), "", Kind.FULL, Optional.empty());
    }
    if (!metas.contains(MetadataFiles.BACKUP)) {
      return incomplete("meta/" + MetadataFiles.BACKUP);
    }
    if (metas.contains(MetadataFiles.FULL) || metas.containsAll(LEVELS)) {
      return new BackupState(Optional.of(Origin.GO_TOOL), "", Kind.FULL, Optional.empty());
    }
    return incomplete("meta/" + MetadataFiles.FULL);
  }

  /** A full backup beside which an incremental one is. */
  BackupState beside(BackupState increment) {
    return increment.incremental() ? new BackupState(origin, problem, Kind.ADOPTING, mark) : this;
  }

  /** Decides what an incremental backup is by its marks. */
  static BackupState incremental(Map<BackupMark, ObjectInfo> marks) {
    if (marks.containsKey(BackupMark.WITHDRAWN)) {
      return new BackupState(
          Optional.empty(),
          "its create has withdrawn it, since shared objects were gone",
          Kind.WITHDRAWN,
          Optional.empty());
    }
    if (marks.containsKey(BackupMark.DELETED)) {
      Optional<ObjectInfo> mark = Optional.ofNullable(marks.get(BackupMark.DELETED));
      return new BackupState(Optional.empty(), "it was deleted", Kind.DELETED, mark);
    }
    Optional<ObjectInfo> mark = Optional.ofNullable(marks.get(BackupMark.ADOPTED));
    Kind kind = mark.isPresent() ? Kind.ADOPTED : Kind.INCREMENTAL;
    return new BackupState(Optional.of(Origin.NATIVE), "", kind, mark);
  }

  /** The metadata files are from this library, which writes the commit object last. */
  static BackupState withoutCommit() {
    return incomplete("meta/" + BackupLayout.COMMIT);
  }

  private static BackupState incomplete(String missing) {
    return new BackupState(
        Optional.empty(),
        "it has no " + missing + ": a create or delete did not finish",
        Kind.FULL,
        Optional.empty());
  }

  /** Whether it is a complete incremental backup. */
  boolean incremental() {
    return kind == Kind.INCREMENTAL || kind == Kind.ADOPTED;
  }

  /** Whether it is a full backup, complete or not. */
  boolean isFull() {
    return kind == Kind.FULL || kind == Kind.ADOPTING;
  }

  /** Whether there is an incremental backup whose objects have to stay. */
  boolean hasIncrement() {
    return incremental() || kind == Kind.ADOPTING;
  }

  boolean deleted() {
    return kind == Kind.DELETED;
  }
}
