package dev.milvusbackup.internal.restore;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.error.BackupException;
import dev.milvusbackup.internal.milvus.MilvusGateway;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The databases that a restore makes: when the first collection needs them, and no earlier. */
final class NewDatabases {

  private static final Logger LOG = LoggerFactory.getLogger(NewDatabases.class);

  private final MilvusGateway milvus;
  private final Set<String> missing;
  private final Set<String> created = new TreeSet<>();

  NewDatabases(MilvusGateway milvus, List<String> missing) {
    this.milvus = milvus;
    this.missing = new TreeSet<>(missing);
  }

  synchronized void ensure(String database) {
    if (missing.contains(database)) {
      milvus.databases().create(database);
      missing.remove(database);
      created.add(database);
    }
  }

  /** Drops what was created for nothing. */
  synchronized void dropUnused(Collection<CollectionName> restored) {
    for (String database : created) {
      if (restored.stream().noneMatch(name -> name.database().equals(database))) {
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
