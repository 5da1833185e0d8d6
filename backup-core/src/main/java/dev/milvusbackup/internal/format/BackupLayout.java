package dev.milvusbackup.internal.format;

import dev.milvusbackup.BackupName;
import dev.milvusbackup.internal.format.metadata.SegmentBackupInfo;
import dev.milvusbackup.storage.ObjectKey;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Every key of a backup, as defined in {@code docs/format.md}. Keys are relative to the backup
 * store's root.
 */
public record BackupLayout(BackupName name) {

  public static final String COMMIT = "manifest.json";
  public static final String BACKUP_META = "backup_meta.json";
  public static final String COLLECTION_META = "collection_meta.json";
  public static final String PARTITION_META = "partition_meta.json";
  public static final String SEGMENT_META = "segment_meta.json";
  public static final String FULL_META = "full_meta.json";

  private static final Pattern LEDGER = Pattern.compile("copied\\.\\w+\\.\\d+\\.json");

  /** The counterpart of {@link #BACKUP_META} in a logical backup. */
  public static final String LOGICAL_META = "logical_meta.json";

  /** The Go tool's files in the order in which it writes them. */
  public static final List<String> GO_METAS =
      List.of(BACKUP_META, COLLECTION_META, PARTITION_META, SEGMENT_META, FULL_META);

  /** The files of a logical backup, in the same order. */
  public static final List<String> LOGICAL_METAS = List.of(LOGICAL_META, FULL_META);

  public ObjectKey directory() {
    return ObjectKey.of(name.value());
  }

  public ObjectKey metaDirectory() {
    return directory().resolve("meta");
  }

  public ObjectKey meta(String file) {
    return metaDirectory().resolve(file);
  }

  public ObjectKey commit() {
    return meta(COMMIT);
  }

  /** The locks of the backup. */
  public LockSite locks() {
    return new LockSite(metaDirectory(), "backup '" + name + "'");
  }

  /** A part of the ledger of copied objects. */
  public ObjectKey ledger(String holder, int number) {
    return meta("copied." + holder + "." + number + ".json");
  }

  public static boolean isLedger(String file) {
    return LEDGER.matcher(file).matches();
  }

  /** Whether the key is valid beside the data. */
  public boolean isMetadata(ObjectKey key) {
    if (!key.isBelow(metaDirectory())) {
      return false;
    }
    String file = key.relativeTo(metaDirectory());
    return file.equals(COMMIT)
        || GO_METAS.contains(file)
        || file.equals(LOGICAL_META)
        || locks().isLock(key)
        || isLedger(file);
  }

  /** Where the rows of a logical backup are. */
  public ObjectKey rows() {
    return directory().resolve("rows");
  }

  /** Where the rows of one of its collections are. */
  public ObjectKey rowsOf(long collectionId) {
    return rows().resolve(Long.toString(collectionId));
  }

  /** A file of rows of a partition, counted from 1. */
  public ObjectKey rowsPart(long collectionId, long partitionId, long number) {
    return rows().resolve("%d/%d/part-%05d.parquet".formatted(collectionId, partitionId, number));
  }

  public ObjectKey binlogs() {
    return directory().resolve("binlogs");
  }

  /** The directory of inserts for a partition's import job. */
  public ObjectKey insertDirectory(long collectionId, long partitionId) {
    return binlogs().resolve("insert_log/" + collectionId + "/" + partitionId);
  }

  /** The directory of deletes for a partition's import job. */
  public ObjectKey deltaDirectory(long collectionId, long partitionId) {
    return binlogs().resolve("delta_log/" + collectionId + "/" + partitionId);
  }

  public ObjectKey insertLog(SegmentBackupInfo segment, long fieldId, long logId) {
    return insertDirectory(segment.collectionId(), segment.partitionId())
        .resolve(segmentPath(segment) + "/" + fieldId + "/" + logId);
  }

  public ObjectKey deltaLog(SegmentBackupInfo segment, long logId) {
    return deltaDirectory(segment.collectionId(), segment.partitionId())
        .resolve(segmentPath(segment) + "/" + logId);
  }

  /**
   * The group directory is named after the segment; backups of old Go tools, and segments that hold
   * deletes for all partitions, have none.
   */
  private static String segmentPath(SegmentBackupInfo segment) {
    return segment.groupId() == 0
        ? Long.toString(segment.segmentId())
        : segment.groupId() + "/" + segment.segmentId();
  }
}
