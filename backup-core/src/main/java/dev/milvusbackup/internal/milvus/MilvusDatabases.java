package dev.milvusbackup.internal.milvus;

import dev.milvusbackup.internal.format.metadata.DatabaseBackupInfo;
import dev.milvusbackup.internal.milvus.server.ServerFeatures;
import java.util.List;

/** The databases of a server. */
public interface MilvusDatabases {

  List<String> names();

  /** Its id and properties; see {@link ServerFeatures#describesDatabases()}. */
  DatabaseBackupInfo describe(String database);

  /** Creates it with its name and properties. */
  void create(DatabaseBackupInfo database);

  /** Drops an empty database. */
  void drop(String database);
}
