package dev.milvusbackup;

/**
 * The policy of a create or restore for users, roles, grants and privilege groups. They belong to
 * the whole server, whichever collections are selected. A restore only adds what is missing; it
 * never changes or revokes anything.
 */
public enum RbacPolicy {
  /** Ignores them. */
  SKIP,
  /**
   * Includes everything except password hashes. A restore creates roles, privilege groups and
   * grants, and assigns roles to users that exist; the report lists the users that do not.
   */
  WITHOUT_PASSWORDS,
  /**
   * Includes everything. The backup then contains the password hashes in plain text. Servers before
   * Milvus 2.4 neither return nor accept hashes, so their backups have none. A restore that would
   * create a user without a known hash, or on a server that accepts none, fails before it changes
   * anything.
   */
  ALL
}
