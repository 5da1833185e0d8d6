/** Restores one collection. Not API. */
@NullMarked
package dev.milvusbackup.internal.restore.collection;

import org.jspecify.annotations.NullMarked;
