package dev.milvusbackup.internal.milvus;

/**
 * The codes of Milvus's own error table (pkg/util/merr), since 2.3. They are the same over gRPC and
 * HTTP.
 */
public final class ErrorTable {

  public static final int SERVICE_NOT_READY = 1;
  public static final int RATE_LIMITED = 8;
  public static final int COLLECTION_NOT_FOUND = 100;
  public static final int CHANNEL_NOT_FOUND = 500;
  public static final int SEGMENT_NOT_FOUND = 600;
  public static final int INDEX_NOT_FOUND = 700;
  public static final int DATABASE_NOT_FOUND = 800;
  public static final int ALIAS_NOT_FOUND = 1600;
  public static final int NOT_AUTHENTICATED = 1800;
  public static final int IMPORT_FAILED = 2100;

  private ErrorTable() {}
}
