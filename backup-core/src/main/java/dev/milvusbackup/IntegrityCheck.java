package dev.milvusbackup;

/** How thoroughly a restore checks the backup before it creates anything. */
public enum IntegrityCheck {
  /** Lists the backup and compares names and sizes with the metadata. */
  PRESENCE,
  /**
   * Also compares the digests of all objects, or the structure of binlogs if a backup has no
   * digests. Costs nothing if the store itself reports a digest of the same kind, as MinIO and S3
   * do for objects that they have copied; otherwise every object is read once more.
   */
  CONTENT
}
