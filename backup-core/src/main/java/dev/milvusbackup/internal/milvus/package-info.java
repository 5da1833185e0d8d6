/** Calls to Milvus in our own words; the only package that knows the SDK. Not API. */
@NullMarked
package dev.milvusbackup.internal.milvus;

import org.jspecify.annotations.NullMarked;
