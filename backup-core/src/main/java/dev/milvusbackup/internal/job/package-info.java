/** Jobs: threads, cancellation, progress. Not API. */
@NullMarked
package dev.milvusbackup.internal.job;

import org.jspecify.annotations.NullMarked;
