/** Reads keys and deletes from binlogs, to count the rows that remain. Not API. */
@NullMarked
package dev.milvusbackup.internal.binlog.rows;

import org.jspecify.annotations.NullMarked;
