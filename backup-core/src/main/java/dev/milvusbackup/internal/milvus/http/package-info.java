/** Calls to Milvus over HTTP that gRPC does not have. Not API. */
@NullMarked
package dev.milvusbackup.internal.milvus.http;

import org.jspecify.annotations.NullMarked;
