package dev.milvusbackup.internal.milvus;

/**
 * The numbers of Milvus's own error table (pkg/util/merr), which came with 2.3. They are the same
 * over gRPC and HTTP.
 */
final class ErrorTable {

  static final int SERVICE_NOT_READY = 1;
  static final int RATE_LIMITED = 8;
  static final int COLLECTION_NOT_FOUND = 100;
  static final int SEGMENT_NOT_FOUND = 600;
  static final int INDEX_NOT_FOUND = 700;
  static final int DATABASE_NOT_FOUND = 800;
  static final int ALIAS_NOT_FOUND = 1600;
  static final int NOT_AUTHENTICATED = 1800;

  private ErrorTable() {}
}
