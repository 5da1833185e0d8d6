/** Milvus's garbage collection, and a pause of it. Not API. */
@NullMarked
package dev.milvusbackup.internal.milvus.gc;

import org.jspecify.annotations.NullMarked;
