package dev.milvusbackup;

import java.util.List;

/**
 * What a restore adds to the users and roles of a server: what the backup has and the server has
 * not. All are texts for people.
 *
 * @param roles new roles
 * @param privilegeGroups new privilege groups
 * @param users new users
 * @param memberships new roles of users, such as {@code alice: reader}
 * @param grants new grants, such as {@code reader: Search on Collection default.books}
 * @param usersLeftOut users of the backup that are not there and are not made ({@link
 *     RbacPolicy#WITHOUT_PASSWORDS})
 */
public record RbacChanges(
    List<String> roles,
    List<String> privilegeGroups,
    List<String> users,
    List<String> memberships,
    List<String> grants,
    List<String> usersLeftOut) {

  /**
   * Copies the lists.
   *
   * @param roles new roles
   * @param privilegeGroups new privilege groups
   * @param users new users
   * @param memberships new roles of users
   * @param grants new grants
   * @param usersLeftOut users that are not made
   */
  public RbacChanges {
    roles = List.copyOf(roles);
    privilegeGroups = List.copyOf(privilegeGroups);
    users = List.copyOf(users);
    memberships = List.copyOf(memberships);
    grants = List.copyOf(grants);
    usersLeftOut = List.copyOf(usersLeftOut);
  }

  /**
   * Whether the server has everything already.
   *
   * @return true if there is nothing to add
   */
  public boolean isEmpty() {
    return roles.isEmpty()
        && privilegeGroups.isEmpty()
        && users.isEmpty()
        && memberships.isEmpty()
        && grants.isEmpty();
  }
}
