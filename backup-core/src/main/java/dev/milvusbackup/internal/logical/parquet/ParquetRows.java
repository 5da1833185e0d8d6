package dev.milvusbackup.internal.logical.parquet;

import dev.milvusbackup.error.InvalidRequestException;

/** Constants of the files of rows. */
public final class ParquetRows {

  /** The key of the format version in a file's own metadata. */
  static final String VERSION_KEY = "milvus_backup_rows_version";

  static final String VERSION = "1";

  private ParquetRows() {}

  /**
   * Reports early that the library for Parquet files is missing: it is not a dependency of
   * backup-core.
   *
   * @throws InvalidRequestException if so
   */
  public static void requireLibrary(String verb) {
    try {
      Class.forName(
          "org.apache.parquet.hadoop.ParquetWriter", false, ParquetRows.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new InvalidRequestException(
          "Cannot %s: logical backups are Parquet files, and the library for them is not on the class path. Add dev.milvusbackup:backup-logical to the application's dependencies."
              .formatted(verb),
          e);
    }
  }
}
