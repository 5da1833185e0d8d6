/** Makes a full backup of an incremental one, by copying inside the backup store. Not API. */
@NullMarked
package dev.milvusbackup.internal.materialize;

import org.jspecify.annotations.NullMarked;
