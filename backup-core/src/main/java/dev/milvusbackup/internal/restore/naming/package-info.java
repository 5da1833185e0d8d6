/** Renames restored collections and moves their aliases. Not API. */
@NullMarked
package dev.milvusbackup.internal.restore.naming;

import org.jspecify.annotations.NullMarked;
