/**
 * Retention: which backups are kept, which are deleted, and why. {@link
 * dev.milvusbackup.BackupClient#prune} takes a {@link dev.milvusbackup.retention.PruneRequest}.
 */
@NullMarked
package dev.milvusbackup.retention;

import org.jspecify.annotations.NullMarked;
