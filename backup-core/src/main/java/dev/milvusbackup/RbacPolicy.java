package dev.milvusbackup;

/**
 * What a create or restore does about users, roles, grants and privilege groups. These belong to
 * the whole server, whichever collections are selected. A restore only adds what is missing; it
 * changes and revokes nothing.
 */
public enum RbacPolicy {
  /** Leaves them. */
  SKIP,
  /**
   * Takes all but the password hashes. A restore makes roles, privilege groups and grants, and
   * gives roles to the users that exist; the report names the users that do not.
   */
  WITHOUT_PASSWORDS,
  /**
   * Takes all, password hashes included: they lie in the backup in the clear. Servers before Milvus
   * 2.4 neither tell nor take hashes; of these a backup is made without. A restore that would have
   * to make a user whose hash is not known, or on a server that takes none, is refused before
   * anything is changed.
   */
  ALL
}
