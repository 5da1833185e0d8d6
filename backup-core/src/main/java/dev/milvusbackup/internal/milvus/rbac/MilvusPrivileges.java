package dev.milvusbackup.internal.milvus.rbac;

import dev.milvusbackup.CollectionName;

/** The privileges of the connection's user. */
public interface MilvusPrivileges {

  /**
   * Whether the user has a privilege in a database. Changes nothing.
   *
   * @param absent a collection that does not exist
   */
  boolean has(Privilege privilege, CollectionName absent);
}
