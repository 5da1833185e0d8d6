/** Interfaces and values for calls to Milvus. Only the packages below use the SDK. Not API. */
@NullMarked
package dev.milvusbackup.internal.milvus;

import org.jspecify.annotations.NullMarked;
