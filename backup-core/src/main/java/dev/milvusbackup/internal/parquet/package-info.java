/** Rows as Parquet files; the only package that knows the Parquet library. Not API. */
@NullMarked
package dev.milvusbackup.internal.parquet;

import org.jspecify.annotations.NullMarked;
