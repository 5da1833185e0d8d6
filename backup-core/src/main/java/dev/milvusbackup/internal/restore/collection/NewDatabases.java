package dev.milvusbackup.internal.restore.collection;

import static java.util.stream.Collectors.toMap;

import dev.milvusbackup.error.BackupException;
import dev.milvusbackup.internal.format.metadata.DatabaseBackupInfo;
import dev.milvusbackup.internal.ledger.RestoreLedger;
import dev.milvusbackup.internal.milvus.MilvusGateway;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Creates the databases of a restore when their first collection needs them. */
final class NewDatabases {

  private static final Logger LOG = LoggerFactory.getLogger(NewDatabases.class);

  private final MilvusGateway milvus;
  private final RestoreLedger ledger;
  private final Map<String, DatabaseBackupInfo> missing;

  NewDatabases(MilvusGateway milvus, RestoreLedger ledger, List<DatabaseBackupInfo> missing) {
    this.milvus = milvus;
    this.ledger = ledger;
    this.missing =
        new HashMap<>(
            missing.stream().collect(toMap(DatabaseBackupInfo::dbName, database -> database)));
  }

  synchronized void ensure(String database) {
    DatabaseBackupInfo absent = missing.get(database);
    if (absent != null) {
      ledger.creating(database);
      milvus.databases().create(absent);
      missing.remove(database);
    }
  }

  /** Drops databases that remained empty, including those of an earlier run. */
  synchronized void dropUnused() {
    for (String database : ledger.databases()) {
      boolean used =
          ledger.records().stream()
              .anyMatch(record -> record.targetName().database().equals(database));
      if (!used) {
        drop(database);
      }
    }
  }

  private void drop(String database) {
    try {
      milvus.databases().drop(database);
    } catch (BackupException e) {
      LOG.warn("Cannot drop database {}, which a failed restore has created", database, e);
    }
  }
}
