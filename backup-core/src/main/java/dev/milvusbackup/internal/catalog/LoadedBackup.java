package dev.milvusbackup.internal.catalog;

import dev.milvusbackup.internal.format.BackupInfo;
import dev.milvusbackup.internal.format.BackupLayout;
import dev.milvusbackup.manifest.BackupManifest;

/**
 * A backup as it was read from the store.
 *
 * @param layout its keys
 * @param info the metadata, as the Go tool writes it
 * @param manifest the same for users, with the digests that are known
 */
public record LoadedBackup(BackupLayout layout, BackupInfo info, BackupManifest manifest) {}
