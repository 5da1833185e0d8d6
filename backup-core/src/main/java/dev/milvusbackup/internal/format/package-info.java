/** The format of backups: keys, the Go tool's metadata, the native commit object. Not API. */
@NullMarked
package dev.milvusbackup.internal.format;

import org.jspecify.annotations.NullMarked;
