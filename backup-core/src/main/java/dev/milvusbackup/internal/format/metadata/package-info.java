/** The metadata files of the Go tool. Not API. */
@NullMarked
package dev.milvusbackup.internal.format.metadata;

import org.jspecify.annotations.NullMarked;
