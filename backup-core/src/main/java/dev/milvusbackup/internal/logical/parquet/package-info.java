/** Writes and reads the Parquet files of logical backups. Not API. */
@NullMarked
package dev.milvusbackup.internal.logical.parquet;

import org.jspecify.annotations.NullMarked;
