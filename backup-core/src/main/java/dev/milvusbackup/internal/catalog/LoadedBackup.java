package dev.milvusbackup.internal.catalog;

import dev.milvusbackup.internal.format.BackupLayout;
import dev.milvusbackup.internal.format.metadata.BackupInfo;
import dev.milvusbackup.manifest.BackupManifest;
import dev.milvusbackup.manifest.StoredObject;
import java.util.List;

/**
 * A backup read from the store.
 *
 * @param layout its keys
 * @param info the metadata, as the Go tool writes it
 * @param manifest the same for users, with all known digests
 * @param metas the metadata files listed in the commit object; empty in foreign backups
 */
public record LoadedBackup(
    BackupLayout layout, BackupInfo info, BackupManifest manifest, List<StoredObject> metas) {}
