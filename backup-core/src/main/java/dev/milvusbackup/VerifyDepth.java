package dev.milvusbackup;

/** How closely a backup is looked at. Each depth includes those before it. */
public enum VerifyDepth {
  /**
   * Reads the metadata: it is all there, it parses, sizes and digests are those of the commit
   * object, and the files say the same. Some small objects are read.
   */
  METADATA,
  /**
   * Lists the backup: every object is there with its size, and there is no other, which Milvus
   * would import too.
   */
  PRESENCE,
  /**
   * Reads the objects and compares their digests. Where a backup has no digest, as those of the Go
   * tool, the structure of the binlog is checked: its headers and lengths, whose it is, and its
   * rows, which have to agree with the other fields of the segment and with the metadata.
   */
  CONTENT,
  /**
   * Restores into temporary collections of Milvus ({@code verify_trial_…} in the database {@code
   * default}), counts the rows and reads some of them, and drops them. It takes as much time and
   * room as a restore, and is left out if the depths before have found something.
   */
  RESTORE
}
