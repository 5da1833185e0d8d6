package dev.milvusbackup.internal.milvus;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.internal.format.metadata.CollectionBackupInfo;
import java.util.List;

/** The collections of a server. */
public interface MilvusCollections {

  List<CollectionName> names(String database);

  /**
   * The collection with schema, indexes and properties, without partitions and data. Its aliases
   * may be stale: {@link MilvusAliases#of} knows the current ones.
   */
  CollectionBackupInfo describe(CollectionName name);

  /** Its id, which distinguishes it from another collection of that name. */
  long id(CollectionName name);

  /** Creates the collection with the schema of the backup; indexes and partitions are separate. */
  void create(CollectionName target, CollectionBackupInfo backup);

  void rename(CollectionName from, CollectionName to);

  /** Drops the collection; no error if it does not exist. */
  void drop(CollectionName target);
}
