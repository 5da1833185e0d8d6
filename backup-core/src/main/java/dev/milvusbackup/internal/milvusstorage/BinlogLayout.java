package dev.milvusbackup.internal.milvusstorage;

import dev.milvusbackup.storage.ObjectKey;

/**
 * The paths of binlogs below the root of Milvus's storage. A backup repeats them below {@code
 * binlogs/}.
 */
public final class BinlogLayout {

  public static final String INSERT_LOG = "insert_log";
  public static final String DELTA_LOG = "delta_log";

  private BinlogLayout() {}

  /** The directory of a collection. */
  public static ObjectKey directory(String kind, long collectionId) {
    return ObjectKey.of(kind + "/" + collectionId);
  }

  /** The directory of a partition. */
  public static ObjectKey directory(String kind, long collectionId, long partitionId) {
    return directory(kind, collectionId).resolve(Long.toString(partitionId));
  }

  /** The directory of a segment. */
  public static ObjectKey segment(
      String kind, long collectionId, long partitionId, long segmentId) {
    return directory(kind, collectionId, partitionId).resolve(Long.toString(segmentId));
  }

  public static ObjectKey insertLog(ObjectKey segment, long fieldId, long logId) {
    return segment.resolve(fieldId + "/" + logId);
  }

  public static ObjectKey deltaLog(ObjectKey segment, long logId) {
    return segment.resolve(Long.toString(logId));
  }

  /** The path as a directory for Milvus: {@code kind/path/}. */
  public static String directory(String kind, String path) {
    return kind + "/" + path + "/";
  }
}
