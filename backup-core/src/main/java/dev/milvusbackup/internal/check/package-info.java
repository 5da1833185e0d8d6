/** Compares a backup with its metadata: listing, sizes, content. Not API. */
@NullMarked
package dev.milvusbackup.internal.check;

import org.jspecify.annotations.NullMarked;
