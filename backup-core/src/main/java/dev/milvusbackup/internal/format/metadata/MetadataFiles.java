package dev.milvusbackup.internal.format.metadata;

import dev.milvusbackup.BackupMode;
import java.util.Collection;
import java.util.List;

/** The names of the metadata files of a backup, in its directory {@code meta/}. */
public final class MetadataFiles {

  public static final String BACKUP = "backup_meta.json";
  public static final String COLLECTIONS = "collection_meta.json";
  public static final String PARTITIONS = "partition_meta.json";
  public static final String SEGMENTS = "segment_meta.json";
  public static final String FULL = "full_meta.json";

  /** The counterpart of {@link #BACKUP} in a logical backup. */
  public static final String LOGICAL = "logical_meta.json";

  /** The Go tool's files in the order in which it writes them. */
  public static final List<String> GO_TOOL =
      List.of(BACKUP, COLLECTIONS, PARTITIONS, SEGMENTS, FULL);

  /** The files with the summary of a backup; each backup has one of them. */
  public static final List<String> SUMMARIES = List.of(BACKUP, LOGICAL);

  private static final List<String> OF_LOGICAL_BACKUP = List.of(LOGICAL, FULL);

  private MetadataFiles() {}

  /**
   * The expected metadata files of a backup.
   *
   * @param listed the files that its commit object lists; empty for a backup of the Go tool
   */
  public static List<String> expected(Collection<String> listed) {
    return listed.contains(LOGICAL) ? OF_LOGICAL_BACKUP : GO_TOOL;
  }

  /** The metadata files that a full backup has beside its commit object. */
  public static List<String> of(BackupInfo backup) {
    return backup.mode() == BackupMode.LOGICAL ? OF_LOGICAL_BACKUP : GO_TOOL;
  }

  /** Whether a file of this name belongs to the metadata of a backup. */
  public static boolean contain(String file) {
    return GO_TOOL.contains(file) || OF_LOGICAL_BACKUP.contains(file);
  }
}
