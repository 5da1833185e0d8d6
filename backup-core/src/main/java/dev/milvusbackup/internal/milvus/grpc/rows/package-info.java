/** Rows in Milvus's messages. Not API. */
@NullMarked
package dev.milvusbackup.internal.milvus.grpc.rows;

import org.jspecify.annotations.NullMarked;
