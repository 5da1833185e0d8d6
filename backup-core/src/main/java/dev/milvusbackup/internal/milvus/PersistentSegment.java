package dev.milvusbackup.internal.milvus;

/**
 * A segment that Milvus has written out.
 *
 * @param deletesOnly true for level 0, which holds no rows
 */
public record PersistentSegment(
    long id, long partitionId, long rows, boolean deletesOnly, long storageVersion) {}
