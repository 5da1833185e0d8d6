package dev.milvusbackup.internal.catalog;

import dev.milvusbackup.internal.format.BackupLayout;
import dev.milvusbackup.internal.format.metadata.BackupInfo;
import dev.milvusbackup.manifest.BackupManifest;
import dev.milvusbackup.manifest.StoredObject;
import java.util.List;

/**
 * A backup as it was read from the store.
 *
 * @param layout its keys
 * @param info the metadata, as the Go tool writes it
 * @param manifest the same for users, with the digests that are known
 * @param metas the metadata files as the commit object lists them; empty in foreign backups
 */
public record LoadedBackup(
    BackupLayout layout, BackupInfo info, BackupManifest manifest, List<StoredObject> metas) {}
