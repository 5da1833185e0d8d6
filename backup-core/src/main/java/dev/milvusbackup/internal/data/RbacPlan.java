package dev.milvusbackup.internal.data;

import dev.milvusbackup.RbacChanges;
import dev.milvusbackup.internal.format.metadata.RbacMeta;
import dev.milvusbackup.internal.format.metadata.RbacMeta.Grant;
import dev.milvusbackup.internal.format.metadata.RbacMeta.Named;
import dev.milvusbackup.internal.format.metadata.RbacMeta.PrivilegeGroup;
import dev.milvusbackup.internal.format.metadata.RbacMeta.User;
import dev.milvusbackup.internal.milvus.rbac.MilvusRbac;
import java.util.List;

/**
 * The users and roles to add to a server.
 *
 * @param missing what does not exist yet
 * @param memberships roles to give to existing users
 * @param usersLeftOut missing users that are not created
 * @param inBackup false if the backup was created without users and roles
 */
public record RbacPlan(
    RbacMeta missing, List<Membership> memberships, List<String> usersLeftOut, boolean inBackup) {

  /** Of a backup that was created without users and roles. */
  public static final RbacPlan NOTHING =
      new RbacPlan(
          new RbacMeta(List.of(), List.of(), List.of(), List.of()), List.of(), List.of(), false);

  /** A role of a user. */
  public record Membership(String user, String role) {

    @Override
    public String toString() {
      return user + ": " + role;
    }
  }

  public void apply(MilvusRbac milvus) {
    if (!inBackup) {
      return;
    }
    milvus.add(missing);
    memberships.forEach(membership -> milvus.addToRole(membership.user(), membership.role()));
  }

  public RbacChanges changes() {
    return RbacChanges.builder()
        .roles(missing.roles().stream().map(Named::name).toList())
        .privilegeGroups(missing.privilegeGroups().stream().map(PrivilegeGroup::name).toList())
        .users(missing.users().stream().map(User::name).toList())
        .memberships(memberships.stream().map(Membership::toString).toList())
        .grants(missing.grants().stream().map(RbacPlan::text).toList())
        .usersLeftOut(usersLeftOut)
        .inBackup(inBackup)
        .build();
  }

  private static String text(Grant grant) {
    String database = grant.key().dbName();
    return "%s: %s on %s %s.%s"
        .formatted(
            grant.role().name(),
            grant.grantor().privilege().name(),
            grant.object().name(),
            database,
            grant.objectName());
  }
}
