/**
 * Backup and restore for Milvus. {@link dev.milvusbackup.BackupClient} is the entry point.
 *
 * <p>A long operation takes a request, such as {@link dev.milvusbackup.BackupRequest}, and returns
 * a {@link dev.milvusbackup.Job}, which ends with a report, such as {@link
 * dev.milvusbackup.BackupReport}.
 *
 * <p>Names of backups and collections are strings in requests and calls. Reports contain parsed
 * {@link dev.milvusbackup.CollectionName}s; names of backups are strings there too. API that may
 * still change is marked {@link dev.milvusbackup.Beta}. Types that are not records may gain
 * properties, and enums may gain constants, in minor releases.
 */
@NullMarked
package dev.milvusbackup;

import org.jspecify.annotations.NullMarked;
