/**
 * Reads configuration files, in both schemas of the Go tool's {@code backup.yaml}, and opens
 * clients from them: {@code BackupConfig.load(Path.of("backup.yaml")).openClient()}. {@link
 * dev.milvusbackup.config.BackupConfig} and {@link dev.milvusbackup.config.ConfigLoader} are
 * stable; the records of single settings are {@link dev.milvusbackup.Beta}.
 */
@NullMarked
package dev.milvusbackup.config;

import org.jspecify.annotations.NullMarked;
