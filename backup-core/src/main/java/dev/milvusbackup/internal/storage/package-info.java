/** Wrappers around every store. Not API. */
@NullMarked
package dev.milvusbackup.internal.storage;

import org.jspecify.annotations.NullMarked;
