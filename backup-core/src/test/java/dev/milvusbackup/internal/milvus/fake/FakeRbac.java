package dev.milvusbackup.internal.milvus.fake;

import dev.milvusbackup.internal.format.metadata.RbacMeta;
import dev.milvusbackup.internal.format.metadata.RbacMeta.Grant;
import dev.milvusbackup.internal.format.metadata.RbacMeta.Grantor;
import dev.milvusbackup.internal.format.metadata.RbacMeta.Named;
import dev.milvusbackup.internal.format.metadata.RbacMeta.PrivilegeGroup;
import dev.milvusbackup.internal.format.metadata.RbacMeta.User;
import dev.milvusbackup.internal.milvus.rbac.MilvusRbac;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Users and roles in memory. */
final class FakeRbac implements MilvusRbac {

  private final World world;
  private RbacMeta all =
      new RbacMeta(
          List.of(new User("root", "$2a$10$root", List.of())),
          List.of(new Named("admin"), new Named("public")),
          List.of(
              grant("public", "Global", "*", "DescribeCollection"),
              grant("public", "Global", "*", "ShowCollections"),
              grant("public", "Collection", "*", "IndexDetail")),
          List.of());

  FakeRbac(World world) {
    this.world = world;
  }

  static Grant grant(String role, String object, String objectName, String privilege) {
    return new Grant(
        new Named(role),
        new Named(object),
        objectName,
        new Grantor(new Named("root"), new Named(privilege)),
        "default");
  }

  @Override
  public RbacSnapshot read() {
    return world.calls.make(
        "rbac.read",
        () ->
            world.has(Behavior.READS_PASSWORDS)
                ? new RbacSnapshot(all, Passwords.READABLE)
                : new RbacSnapshot(all.withoutPasswords(), Passwords.HIDDEN));
  }

  @Override
  public void add(RbacMeta missing) {
    world.calls.run("rbac.add", () -> addNow(missing));
  }

  private void addNow(RbacMeta missing) {
    boolean more = !missing.users().isEmpty() || !missing.privilegeGroups().isEmpty();
    if (more && !world.has(Behavior.READS_PASSWORDS)) {
      throw Refusal.notOffered("restore users and roles");
    }
    List<Named> roles = join(all.roles(), missing.roles());
    for (Grant grant : missing.grants()) {
      String verb =
          "grant '%s' to role '%s'"
              .formatted(grant.grantor().privilege().name(), grant.role().name());
      if (!roles.contains(grant.role())) {
        throw Refusal.of(verb, Refusal.PARAMETER, "not found the role " + grant.role().name());
      }
    }
    List<PrivilegeGroup> groups = join(all.privilegeGroups(), missing.privilegeGroups());
    all =
        new RbacMeta(
            join(all.users(), missing.users()),
            roles,
            join(all.grants(), missing.grants()),
            groups);
  }

  @Override
  public void addToRole(String user, String role) {
    world.calls.run(
        "rbac.addToRole",
        () -> {
          String verb = "give role '" + role + "' to user '" + user + "'";
          if (!all.roles().contains(new Named(role))) {
            throw Refusal.of(verb, Refusal.PARAMETER, "not found the role " + role);
          }
          if (all.users().stream().noneMatch(u -> u.name().equals(user))) {
            throw Refusal.of(verb, Refusal.PARAMETER, "not found the user " + user);
          }
          all =
              new RbacMeta(
                  all.users().stream().map(u -> u.name().equals(user) ? with(u, role) : u).toList(),
                  all.roles(),
                  all.grants(),
                  all.privilegeGroups());
        });
  }

  /** What an administrator does, with no version in the way. */
  void createUser(String name, String password) {
    all =
        new RbacMeta(
            join(all.users(), List.of(new User(name, "$2a$10$" + password, List.of()))),
            all.roles(),
            all.grants(),
            all.privilegeGroups());
  }

  private static User with(User user, String role) {
    return new User(user.name(), user.password(), join(user.roles(), List.of(new Named(role))));
  }

  private static <T> List<T> join(List<T> first, List<T> second) {
    return new ArrayList<>(Stream.concat(first.stream(), second.stream()).distinct().toList());
  }
}
