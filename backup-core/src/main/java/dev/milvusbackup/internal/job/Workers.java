package dev.milvusbackup.internal.job;

/**
 * The threads of a client.
 *
 * @param collections works on collections
 * @param copies copies and reads objects
 */
public record Workers(Parallel collections, Parallel copies) {}
