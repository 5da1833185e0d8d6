package dev.milvusbackup;

/**
 * The current activity of a job. A restore runs through its phases for each collection. New phases
 * may be added.
 */
public enum Phase {
  /** Waiting for a thread. */
  QUEUED,
  /** Reading metadata and checking the request. Nothing is changed yet. */
  PLANNING,
  /** Create: Milvus flushes, and the segments are listed. */
  FLUSHING,
  /** Create: objects are copied to the backup store. */
  COPYING,
  /** Create: the copies are compared with the plan. Verify: objects are checked. */
  CHECKING,
  /** Create: the metadata is written, with the commit object last. */
  PUBLISHING,
  /** Restore: objects are copied to a place that Milvus can read. */
  STAGING,
  /** Restore: databases, collections and partitions are created. */
  CREATING,
  /** Restore: Milvus imports the data. */
  IMPORTING,
  /** Restore: indexes are created. */
  INDEXING,
  /** Restore: rows are counted and compared with the backup. */
  COUNTING,
  /** Restore: collections are loaded for queries. */
  LOADING,
  /** Delete: objects are deleted. */
  DELETING,
  /** The work has ended, successfully or not. */
  DONE
}
