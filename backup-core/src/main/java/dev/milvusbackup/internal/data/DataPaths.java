package dev.milvusbackup.internal.data;

import dev.milvusbackup.BackupMode;
import dev.milvusbackup.internal.format.metadata.BackupInfo;
import dev.milvusbackup.internal.milvus.server.ServerFeatures;

/** Chooses how rows leave and enter Milvus, once for each job. */
public interface DataPaths {

  DataExport export(BackupMode mode);

  DataImport imports(BackupInfo backup, ServerFeatures server);
}
