package dev.milvusbackup;

/** How thoroughly a backup is verified. Each depth includes the lower ones. */
public enum VerifyDepth {
  /**
   * Reads the metadata files, which are small: they exist, they parse, their sizes and digests
   * match the commit object, and they do not contradict each other.
   */
  METADATA,
  /**
   * Lists the backup: every object exists with its recorded size, and there are no other objects,
   * which Milvus would import as well.
   */
  PRESENCE,
  /**
   * Reads the objects and compares their digests. If a backup has no digests, like those of the Go
   * tool, the structure of the binlogs is checked instead: headers, lengths, field and segment, and
   * whether their row counts match each other and the metadata.
   */
  CONTENT,
  /**
   * Restores into temporary collections ({@code verify_trial_…} in the database {@code default}),
   * counts the rows, reads some of them, and drops the collections. Takes as much time and space as
   * a restore. It is skipped if a lower depth has findings.
   */
  @Beta
  RESTORE
}
