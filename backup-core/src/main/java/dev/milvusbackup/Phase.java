package dev.milvusbackup;

/** What a job is doing. A restore goes through its phases for each collection. */
public enum Phase {
  /** Waiting for a thread. */
  QUEUED,
  /** Reading what there is, checking the request; nothing is changed yet. */
  PLANNING,
  /** Create: Milvus writes its buffers out, segments are listed. */
  FLUSHING,
  /** Create: objects are copied to the backup store. */
  COPYING,
  /** Create: the copies are compared with the plan. Verify: objects are looked at. */
  CHECKING,
  /** Create: the metadata is written, the commit object last. */
  PUBLISHING,
  /** Restore: objects are copied to where Milvus can read them. */
  STAGING,
  /** Restore: databases, collections and partitions are created. */
  CREATING,
  /** Restore: Milvus imports. */
  IMPORTING,
  /** Restore: indexes are created. */
  INDEXING,
  /** Restore: rows are counted and compared. */
  COUNTING,
  /** Restore: collections are loaded for queries. */
  LOADING,
  /** Delete: objects are deleted. */
  DELETING,
  /** The work has ended. */
  DONE
}
