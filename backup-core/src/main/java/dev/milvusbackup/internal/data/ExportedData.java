package dev.milvusbackup.internal.data;

import dev.milvusbackup.BackupReport.Skipped;
import dev.milvusbackup.internal.format.metadata.CollectionBackupInfo;
import dev.milvusbackup.internal.transfer.CopiedObject;
import java.util.List;

/** The data of a backup: the metadata of its collections, complete, and what lies in the store. */
public record ExportedData(
    List<CollectionBackupInfo> collections, List<CopiedObject> objects, List<Skipped> skipped) {}
