/** Calls to Milvus over gRPC. Not API. */
@NullMarked
package dev.milvusbackup.internal.milvus.grpc;

import org.jspecify.annotations.NullMarked;
