package dev.milvusbackup.internal.restore.preflight;

import static dev.milvusbackup.internal.milvus.rbac.Privilege.CREATE_COLLECTION;
import static dev.milvusbackup.internal.milvus.rbac.Privilege.CREATE_INDEX;
import static dev.milvusbackup.internal.milvus.rbac.Privilege.DROP_COLLECTION;
import static dev.milvusbackup.internal.milvus.rbac.Privilege.RENAME_COLLECTION;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.IndexPolicy;
import dev.milvusbackup.RestoreRequest;
import dev.milvusbackup.error.MilvusAuthenticationException;
import dev.milvusbackup.internal.data.RestorePlan;
import dev.milvusbackup.internal.data.RestorePlan.CollectionPlan;
import dev.milvusbackup.internal.format.metadata.DatabaseBackupInfo;
import dev.milvusbackup.internal.milvus.WorkingName;
import dev.milvusbackup.internal.milvus.rbac.MilvusPrivileges;
import dev.milvusbackup.internal.milvus.rbac.Privilege;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Refuses a restore if the user lacks privileges, before it can fail in the middle. */
record PrivilegeCheck(MilvusPrivileges milvus, RestoreRequest request) {

  /**
   * Checked with the first collection in each existing database; new databases have no restrictions
   * yet.
   */
  void check(RestorePlan plan, Set<Privilege> ofImport) {
    Set<String> made =
        plan.newDatabases().stream().map(DatabaseBackupInfo::dbName).collect(toSet());
    plan.unfinished()
        .map(CollectionPlan::target)
        .filter(target -> !made.contains(target.database()))
        .collect(toMap(CollectionName::database, target -> target, (one, other) -> one))
        .values()
        .forEach(target -> check(target, ofImport));
  }

  private void check(CollectionName target, Set<Privilege> ofImport) {
    CollectionName absent = WorkingName.of(target).probing();
    List<Privilege> missing =
        needed(ofImport).stream().filter(p -> !milvus.has(p, absent)).toList();
    if (!missing.isEmpty()) {
      throw new MilvusAuthenticationException(
          "Cannot restore backup '%s' to database '%s': the user lacks privileges (%s). Grant them, or connect as another user."
              .formatted(
                  request.backup(),
                  target.database(),
                  missing.stream().map(Privilege::toString).collect(joining(", "))));
    }
  }

  private Set<Privilege> needed(Set<Privilege> ofImport) {
    Set<Privilege> needed = EnumSet.of(CREATE_COLLECTION, DROP_COLLECTION, RENAME_COLLECTION);
    needed.addAll(ofImport);
    if (request.indexes() != IndexPolicy.SKIP) {
      needed.add(CREATE_INDEX);
    }
    return needed;
  }
}
