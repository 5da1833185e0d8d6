/** Calls to Milvus over HTTP, where gRPC has none. Not API. */
@NullMarked
package dev.milvusbackup.internal.milvus.http;

import org.jspecify.annotations.NullMarked;
