/**
 * Backup and restore for Milvus. Start at {@link dev.milvusbackup.BackupClient}.
 *
 * <p>Long operations take a request and give a {@link dev.milvusbackup.Job}, which ends in a
 * report.
 */
@NullMarked
package dev.milvusbackup;

import org.jspecify.annotations.NullMarked;
