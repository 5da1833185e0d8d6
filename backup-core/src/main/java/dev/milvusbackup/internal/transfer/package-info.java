/** Copies objects between stores. Not API. */
@NullMarked
package dev.milvusbackup.internal.transfer;

import org.jspecify.annotations.NullMarked;
