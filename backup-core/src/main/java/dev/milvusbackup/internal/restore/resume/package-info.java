/** Decides what a restore reuses of its interrupted runs. Not API. */
@NullMarked
package dev.milvusbackup.internal.restore.resume;

import org.jspecify.annotations.NullMarked;
