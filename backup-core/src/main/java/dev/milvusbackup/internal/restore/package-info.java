/** Restore: load, plan, then for each collection create, stage, import, index, count. Not API. */
@NullMarked
package dev.milvusbackup.internal.restore;

import org.jspecify.annotations.NullMarked;
