package dev.milvusbackup.internal.restore.preflight;

import dev.milvusbackup.RbacPolicy;
import dev.milvusbackup.RestoreRequest;
import dev.milvusbackup.error.UnsupportedVersionException;
import dev.milvusbackup.internal.catalog.LoadedBackup;
import dev.milvusbackup.internal.data.RbacPlan;
import dev.milvusbackup.internal.data.RbacPlan.Membership;
import dev.milvusbackup.internal.format.metadata.RbacMeta;
import dev.milvusbackup.internal.format.metadata.RbacMeta.Grant;
import dev.milvusbackup.internal.format.metadata.RbacMeta.Named;
import dev.milvusbackup.internal.format.metadata.RbacMeta.PrivilegeGroup;
import dev.milvusbackup.internal.format.metadata.RbacMeta.User;
import dev.milvusbackup.internal.milvus.rbac.MilvusRbac;
import dev.milvusbackup.internal.milvus.rbac.MilvusRbac.Passwords;
import dev.milvusbackup.internal.milvus.rbac.MilvusRbac.RbacSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Compares the users and roles of a backup with those of the server. Reads only. */
final class RbacPlanner {

  private static final Logger LOG = LoggerFactory.getLogger(RbacPlanner.class);

  private final MilvusRbac milvus;

  RbacPlanner(MilvusRbac milvus) {
    this.milvus = milvus;
  }

  /** Empty if nothing was requested. */
  Optional<RbacPlan> plan(RestoreRequest request, LoadedBackup backup) {
    if (request.rbac() == RbacPolicy.SKIP) {
      return Optional.empty();
    }
    RbacMeta wanted = backup.info().rbac();
    if (wanted == null) {
      LOG.warn(
          "Backup '{}' was created without users and roles: none are restored", request.backup());
      return Optional.of(RbacPlan.NOTHING);
    }
    return Optional.of(compare(request, wanted, milvus.read()));
  }

  static RbacPlan compare(RestoreRequest request, RbacMeta wanted, RbacSnapshot server) {
    Map<String, User> users =
        server.meta().users().stream().collect(Collectors.toMap(User::name, user -> user));
    List<User> newUsers =
        wanted.users().stream().filter(user -> !users.containsKey(user.name())).toList();
    if (request.rbac() == RbacPolicy.ALL) {
      requirePasswords(request, newUsers, server.passwords());
    }
    boolean makeUsers = request.rbac() == RbacPolicy.ALL;
    return new RbacPlan(
        missing(wanted, server.meta(), makeUsers ? newUsers : List.of()),
        memberships(wanted, users),
        makeUsers ? List.of() : newUsers.stream().map(User::name).toList(),
        true);
  }

  private static void requirePasswords(
      RestoreRequest request, List<User> newUsers, Passwords passwords) {
    List<String> unknown =
        newUsers.stream()
            .filter(user -> passwords == Passwords.HIDDEN || user.password().isEmpty())
            .map(User::name)
            .toList();
    if (!unknown.isEmpty()) {
      throw new UnsupportedVersionException(
          "Cannot restore the users %s of backup '%s': %s. Create them with passwords first, or leave them out with RbacPolicy.WITHOUT_PASSWORDS."
              .formatted(
                  unknown,
                  request.backup(),
                  passwords == Passwords.HIDDEN
                      ? "this server does not accept password hashes"
                      : "it has no password hashes of them"));
    }
  }

  private static RbacMeta missing(RbacMeta wanted, RbacMeta there, List<User> newUsers) {
    Set<String> roles = names(there.roles());
    Set<String> groups =
        there.privilegeGroups().stream().map(PrivilegeGroup::name).collect(Collectors.toSet());
    Set<Grant> grants = there.grants().stream().map(Grant::key).collect(Collectors.toSet());
    return new RbacMeta(
        newUsers,
        wanted.roles().stream().filter(role -> !roles.contains(role.name())).toList(),
        wanted.grants().stream().filter(grant -> !grants.contains(grant.key())).toList(),
        wanted.privilegeGroups().stream().filter(group -> !groups.contains(group.name())).toList());
  }

  /** New users include their roles. */
  private static List<Membership> memberships(RbacMeta wanted, Map<String, User> users) {
    List<Membership> memberships = new ArrayList<>();
    for (User user : wanted.users()) {
      User there = users.get(user.name());
      if (there != null) {
        Set<String> has = names(there.roles());
        names(user.roles()).stream()
            .filter(role -> !has.contains(role))
            .sorted()
            .forEach(role -> memberships.add(new Membership(user.name(), role)));
      }
    }
    return memberships;
  }

  private static Set<String> names(List<Named> entities) {
    return entities.stream().map(Named::name).collect(Collectors.toSet());
  }
}
