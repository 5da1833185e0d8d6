package dev.milvusbackup.internal;

import dev.milvusbackup.BackupMode;
import dev.milvusbackup.internal.binlog.export.BinlogExport;
import dev.milvusbackup.internal.binlog.imports.BinlogImport;
import dev.milvusbackup.internal.data.DataExport;
import dev.milvusbackup.internal.data.DataImport;
import dev.milvusbackup.internal.data.DataPaths;
import dev.milvusbackup.internal.data.Environment;
import dev.milvusbackup.internal.format.metadata.BackupInfo;
import dev.milvusbackup.internal.logical.LogicalExport;
import dev.milvusbackup.internal.logical.LogicalImport;
import dev.milvusbackup.internal.milvus.server.ServerFeatures;
import dev.milvusbackup.internal.milvus.server.ServerVersion;

/** The only place that maps a mode to a data path. */
public record DefaultDataPaths(Environment environment, String milvusUri) implements DataPaths {

  @Override
  public DataExport export(BackupMode mode) {
    return switch (mode) {
      case BINLOG -> new BinlogExport(environment);
      case LOGICAL -> new LogicalExport(environment);
    };
  }

  @Override
  public DataImport imports(BackupInfo backup, ServerFeatures server) {
    return switch (backup.mode()) {
      case BINLOG -> new BinlogImport(environment, milvusUri, server);
      case LOGICAL ->
          new LogicalImport(
              environment, milvusUri, server, ServerVersion.parse(backup.milvusVersion()));
    };
  }
}
