/** Decides which backups to keep and deletes the others. */
@NullMarked
package dev.milvusbackup.internal.retention;

import org.jspecify.annotations.NullMarked;
