/** Moves objects from store to store. Not API. */
@NullMarked
package dev.milvusbackup.internal.transfer;

import org.jspecify.annotations.NullMarked;
