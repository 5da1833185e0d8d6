package dev.milvusbackup.server.internal.body;

import dev.milvusbackup.RbacPolicy;

/** Converts the two options about users and roles. */
public final class RbacOptions {

  private RbacOptions() {}

  public static RbacPolicy of(boolean rbac, boolean withoutPasswords) {
    if (withoutPasswords) {
      return RbacPolicy.WITHOUT_PASSWORDS;
    }
    return rbac ? RbacPolicy.ALL : RbacPolicy.SKIP;
  }
}
