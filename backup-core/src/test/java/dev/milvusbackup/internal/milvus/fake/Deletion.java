package dev.milvusbackup.internal.milvus.fake;

/**
 * A delete of a key.
 *
 * @param timestamp it hits rows that were written before
 */
record Deletion(Object key, long timestamp) {}
