/** Reads the headers of Milvus's binlogs. Not API. */
@NullMarked
package dev.milvusbackup.internal.binlog.file;

import org.jspecify.annotations.NullMarked;
