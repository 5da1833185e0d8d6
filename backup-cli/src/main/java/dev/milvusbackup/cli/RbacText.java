package dev.milvusbackup.cli;

import dev.milvusbackup.RbacChanges;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The restored users and roles, for people and for programs. */
final class RbacText {

  private static final String NONE =
      "warning: no users and roles: the backup was created without them (create --rbac)";

  private RbacText() {}

  static Stream<String> lines(String add, String leaveOut, RbacChanges changes) {
    return Stream.of(
            changes.inBackup() ? Stream.<String>empty() : Stream.of(NONE),
            lines(add + " role ", changes.roles()),
            lines(add + " privilege group ", changes.privilegeGroups()),
            lines(add + " user ", changes.users()),
            lines(add + " role of ", changes.memberships()),
            lines(add + " grant to ", changes.grants()),
            lines(leaveOut + " user ", changes.usersLeftOut()))
        .flatMap(lines -> lines);
  }

  private static Stream<String> lines(String what, List<String> names) {
    return names.stream().map(name -> what + name);
  }

  static Object json(RbacChanges changes) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("in_backup", changes.inBackup());
    json.put("roles", changes.roles());
    json.put("privilege_groups", changes.privilegeGroups());
    json.put("users", changes.users());
    json.put("memberships", changes.memberships());
    json.put("grants", changes.grants());
    json.put("users_left_out", changes.usersLeftOut());
    return json;
  }
}
