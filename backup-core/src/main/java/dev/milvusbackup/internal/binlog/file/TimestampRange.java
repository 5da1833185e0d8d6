package dev.milvusbackup.internal.binlog.file;

/**
 * When the rows or deletes of a binlog were written, as hybrid timestamps.
 *
 * @param first that of the earliest
 * @param last that of the latest
 */
public record TimestampRange(long first, long last) {}
