/** The segments of a collection, flushes, and Milvus's clock. Not API. */
@NullMarked
package dev.milvusbackup.internal.milvus.segments;

import org.jspecify.annotations.NullMarked;
