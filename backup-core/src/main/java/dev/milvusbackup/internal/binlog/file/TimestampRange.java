package dev.milvusbackup.internal.binlog.file;

/**
 * The write times of the rows or deletes of a binlog, as hybrid timestamps.
 *
 * @param first that of the earliest
 * @param last that of the latest
 */
public record TimestampRange(long first, long last) {}
