package dev.milvusbackup.internal.milvus.rbac;

import dev.milvusbackup.internal.format.metadata.RbacMeta;

/** The users, roles and grants of a server. */
public interface MilvusRbac {

  /** Reads all of them. */
  RbacSnapshot read();

  /**
   * Adds users, roles, privilege groups and grants, none of which exists yet. Users need password
   * hashes, and the server has to accept them.
   */
  void add(RbacMeta missing);

  /** Gives a role to a user; both exist. */
  void addToRole(String user, String role);

  /**
   * The users, roles and grants of a server.
   *
   * @param passwords whether it includes the password hashes
   */
  record RbacSnapshot(RbacMeta meta, Passwords passwords) {}

  /** How a server handles password hashes. */
  enum Passwords {
    /** It exposes and accepts them. */
    READABLE,
    /** Neither: Milvus before 2.4. */
    HIDDEN
  }
}
