package dev.milvusbackup.internal.create;

import dev.milvusbackup.storage.ObjectKey;

/** Where Milvus keeps the binlogs of a segment, below the root of its storage. */
final class MilvusLayout {

  static final String INSERT_LOG = "insert_log";
  static final String DELTA_LOG = "delta_log";

  private MilvusLayout() {}

  static ObjectKey directory(String kind, long collectionId) {
    return ObjectKey.of(kind + "/" + collectionId);
  }

  static ObjectKey insertLog(ObjectKey segment, long fieldId, long logId) {
    return segment.resolve(fieldId + "/" + logId);
  }

  static ObjectKey deltaLog(ObjectKey segment, long logId) {
    return segment.resolve(Long.toString(logId));
  }

  static ObjectKey segment(String kind, long collectionId, long partitionId, long segmentId) {
    return ObjectKey.of(kind + "/" + collectionId + "/" + partitionId + "/" + segmentId);
  }
}
