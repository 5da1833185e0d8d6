/**
 * Restore: load, plan, then stage, create, import, index, count, load and rename each collection.
 * Not API.
 */
@NullMarked
package dev.milvusbackup.internal.restore;

import org.jspecify.annotations.NullMarked;
