/**
 * Configuration files: reads the {@code backup.yaml} of the Go tool in both its schemas into one
 * {@link dev.milvusbackup.config.BackupConfig}, and opens what it describes.
 */
@NullMarked
package dev.milvusbackup.config;

import org.jspecify.annotations.NullMarked;
