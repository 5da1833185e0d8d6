/** Compares a backup with what it should be: metadata, listing, content. Not API. */
@NullMarked
package dev.milvusbackup.internal.check;

import org.jspecify.annotations.NullMarked;
