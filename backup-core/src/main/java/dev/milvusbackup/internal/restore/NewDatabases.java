package dev.milvusbackup.internal.restore;

import dev.milvusbackup.error.BackupException;
import dev.milvusbackup.internal.ledger.RestoreLedger;
import dev.milvusbackup.internal.milvus.MilvusGateway;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The databases that a restore makes: when the first collection needs them, and no earlier. */
final class NewDatabases {

  private static final Logger LOG = LoggerFactory.getLogger(NewDatabases.class);

  private final MilvusGateway milvus;
  private final RestoreLedger ledger;
  private final Set<String> missing;

  NewDatabases(MilvusGateway milvus, RestoreLedger ledger, List<String> missing) {
    this.milvus = milvus;
    this.ledger = ledger;
    this.missing = new TreeSet<>(missing);
  }

  synchronized void ensure(String database) {
    if (missing.contains(database)) {
      ledger.creating(database);
      milvus.databases().create(database);
      missing.remove(database);
    }
  }

  /** Drops what was created for nothing, in an earlier run too. */
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
