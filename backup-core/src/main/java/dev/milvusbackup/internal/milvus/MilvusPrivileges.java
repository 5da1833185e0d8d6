package dev.milvusbackup.internal.milvus;

import dev.milvusbackup.CollectionName;

/** What the user of this connection may do. */
public interface MilvusPrivileges {

  /**
   * Whether the user may do something in a database. Changes nothing.
   *
   * @param absent a collection that does not exist
   */
  boolean has(Privilege privilege, CollectionName absent);
}
