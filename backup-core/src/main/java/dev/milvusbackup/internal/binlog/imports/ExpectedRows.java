package dev.milvusbackup.internal.binlog.imports;

/**
 * The rows of some segments.
 *
 * @param total all of them
 * @param later those that a cut may leave out, since they are later than the flush
 */
record ExpectedRows(long total, long later) {}
