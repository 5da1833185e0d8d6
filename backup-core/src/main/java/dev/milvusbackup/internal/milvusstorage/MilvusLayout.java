package dev.milvusbackup.internal.milvusstorage;

import dev.milvusbackup.storage.ObjectKey;

/** Where Milvus keeps the binlogs of a segment, below the root of its storage. */
public final class MilvusLayout {

  public static final String INSERT_LOG = "insert_log";
  public static final String DELTA_LOG = "delta_log";

  private MilvusLayout() {}

  public static ObjectKey directory(String kind, long collectionId) {
    return ObjectKey.of(kind + "/" + collectionId);
  }

  public static ObjectKey insertLog(ObjectKey segment, long fieldId, long logId) {
    return segment.resolve(fieldId + "/" + logId);
  }

  public static ObjectKey deltaLog(ObjectKey segment, long logId) {
    return segment.resolve(Long.toString(logId));
  }

  public static ObjectKey segment(
      String kind, long collectionId, long partitionId, long segmentId) {
    return ObjectKey.of(kind + "/" + collectionId + "/" + partitionId + "/" + segmentId);
  }
}
