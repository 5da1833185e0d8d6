package dev.milvusbackup.internal.format;

import dev.milvusbackup.BackupName;
import dev.milvusbackup.internal.format.metadata.MetadataFiles;
import dev.milvusbackup.internal.format.metadata.SegmentBackupInfo;
import dev.milvusbackup.internal.format.metadata.SharedLogs;
import dev.milvusbackup.internal.milvusstorage.BinlogLayout;
import dev.milvusbackup.storage.ObjectKey;
import java.util.regex.Pattern;

/**
 * Every key of a backup, as defined in {@code docs/format.md}. Keys are relative to the backup
 * store's root.
 */
public record BackupLayout(BackupName name) {

  public static final String COMMIT = "manifest.json";

  /** The commit object of an incremental backup. */
  public static final String INCREMENT = "incremental.json";

  private static final String DAMAGED = "damaged.json";
  private static final String META = "meta/";
  private static final Pattern LEDGER = Pattern.compile("copied\\.\\w+\\.\\d+\\.json");

  public ObjectKey directory() {
    return ObjectKey.of(name.value());
  }

  public ObjectKey metaDirectory() {
    return directory().resolve("meta");
  }

  public ObjectKey meta(String file) {
    return metaDirectory().resolve(file);
  }

  /** The name of a metadata file, of its path below the backup's directory. */
  public static String metadataFile(String path) {
    return path.startsWith(META) ? path.substring(META.length()) : path;
  }

  public ObjectKey commit() {
    return meta(COMMIT);
  }

  /** The commit object of an incremental backup. */
  public ObjectKey increment() {
    return meta(INCREMENT);
  }

  /**
   * A mark of an incremental backup.
   *
   * @param create the word of its create
   */
  public ObjectKey mark(BackupMark mark, String create) {
    return meta(mark.file(create));
  }

  /** How the commit object names a data object. */
  public String path(ObjectKey key) {
    return key.isBelow(SharedLayout.ROOTS) ? SharedLayout.path(key) : key.relativeTo(directory());
  }

  /** The object of a path in the commit object. */
  public ObjectKey key(String path) {
    return SharedLayout.key(path).orElseGet(() -> directory().resolve(path));
  }

  /** The mark of a verification that has found damage. */
  public ObjectKey damaged() {
    return meta(DAMAGED);
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
        || file.equals(INCREMENT)
        || file.equals(DAMAGED)
        || MetadataFiles.contain(file)
        || locks().isLock(key)
        || BackupMark.of(file).isPresent()
        || isLedger(file);
  }

  /** Whether the key is where only data is. */
  public boolean isData(ObjectKey key) {
    return key.isBelow(binlogs()) || key.isBelow(rows());
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

  /** The insert logs of a full backup. */
  public ObjectKey inserts() {
    return binlogs().resolve(BinlogLayout.INSERT_LOG);
  }

  /** The insert logs of a collection. */
  public ObjectKey insertDirectory(long collectionId) {
    return below(BinlogLayout.directory(BinlogLayout.INSERT_LOG, collectionId));
  }

  /** The delta logs of a collection. */
  public ObjectKey deltaDirectory(long collectionId) {
    return below(BinlogLayout.directory(BinlogLayout.DELTA_LOG, collectionId));
  }

  private ObjectKey below(ObjectKey path) {
    return binlogs().resolve(path.path());
  }

  /** The directory of inserts for a partition's import job. */
  public ObjectKey insertDirectory(long collectionId, long partitionId) {
    return insertDirectory(collectionId).resolve(Long.toString(partitionId));
  }

  /** The directory of deletes for a partition's import job. */
  public ObjectKey deltaDirectory(long collectionId, long partitionId) {
    return deltaDirectory(collectionId).resolve(Long.toString(partitionId));
  }

  public ObjectKey insertLog(SegmentBackupInfo segment, long fieldId, long logId) {
    return insertRoot(segment)
        .resolve(
            BinlogLayout.directory(
                    BinlogLayout.INSERT_LOG, segment.collectionId(), segment.partitionId())
                .path())
        .resolve(segmentPath(segment) + "/" + fieldId + "/" + logId);
  }

  public ObjectKey deltaLog(SegmentBackupInfo segment, long logId) {
    return deltaDirectory(segment.collectionId(), segment.partitionId())
        .resolve(segmentPath(segment) + "/" + logId);
  }

  /** The directory of {@code insert_log} that a segment is in. */
  public ObjectKey insertRoot(SegmentBackupInfo segment) {
    SharedLogs shared = segment.shared();
    return shared == null || shared.root().isEmpty() ? binlogs() : SharedLayout.root(shared.root());
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
