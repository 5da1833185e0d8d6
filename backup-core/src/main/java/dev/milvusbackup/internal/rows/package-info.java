/** Rows outside Milvus: their columns, types and values. Not API. */
@NullMarked
package dev.milvusbackup.internal.rows;

import org.jspecify.annotations.NullMarked;
