/** Verify: metadata, presence, content, trial restore. Not API. */
@NullMarked
package dev.milvusbackup.internal.verify;

import org.jspecify.annotations.NullMarked;
