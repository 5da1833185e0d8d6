package dev.milvusbackup.internal.create;

import dev.milvusbackup.BackupReport.Skipped;
import dev.milvusbackup.internal.format.CollectionBackupInfo;
import dev.milvusbackup.internal.transfer.CopiedObject;
import java.util.List;

/** The data of a backup: the metadata of its collections, complete, and what lies in the store. */
record Collected(
    List<CollectionBackupInfo> collections, List<CopiedObject> objects, List<Skipped> skipped) {}
