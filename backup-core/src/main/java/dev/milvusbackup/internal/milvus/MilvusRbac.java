package dev.milvusbackup.internal.milvus;

import dev.milvusbackup.internal.format.metadata.RbacMeta;

/** The users, roles and grants of a server. */
public interface MilvusRbac {

  /** Everything that there is. */
  RbacSnapshot read();

  /**
   * Adds users, roles, privilege groups and grants, none of which is there yet. Users must have
   * password hashes, and the server must be one that takes them.
   */
  void add(RbacMeta missing);

  /** Gives a role to a user; both exist. */
  void addToRole(String user, String role);

  /**
   * What a server has.
   *
   * @param passwords whether the hashes of the passwords are among it
   */
  record RbacSnapshot(RbacMeta meta, Passwords passwords) {}

  /** What a server does about the hashes of passwords. */
  enum Passwords {
    /** It tells and takes them. */
    READABLE,
    /** It does neither: Milvus before 2.4. */
    HIDDEN
  }
}
