package dev.milvusbackup.internal.restore;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import dev.milvusbackup.BackupMode;
import dev.milvusbackup.CollectionName;
import dev.milvusbackup.IndexPolicy;
import dev.milvusbackup.RestoreContent;
import dev.milvusbackup.RestoreRequest;
import dev.milvusbackup.error.MilvusAuthenticationException;
import dev.milvusbackup.internal.data.RestorePlan;
import dev.milvusbackup.internal.data.RestorePlan.CollectionPlan;
import dev.milvusbackup.internal.format.metadata.DatabaseBackupInfo;
import dev.milvusbackup.internal.milvus.MilvusPrivileges;
import dev.milvusbackup.internal.milvus.Privilege;
import dev.milvusbackup.internal.milvus.WorkingName;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Refuses a restore that the user may not end, rather than to let it fail in the middle. */
record PrivilegeCheck(MilvusPrivileges milvus, RestoreRequest request) {

  /** By the first collection in each database that is there: new ones are nobody's business yet. */
  void check(RestorePlan plan) {
    Set<String> made =
        plan.newDatabases().stream().map(DatabaseBackupInfo::dbName).collect(toSet());
    plan.unfinished()
        .map(CollectionPlan::target)
        .filter(target -> !made.contains(target.database()))
        .collect(toMap(CollectionName::database, target -> target, (one, other) -> one))
        .values()
        .forEach(target -> check(target, plan.mode()));
  }

  private void check(CollectionName target, BackupMode mode) {
    CollectionName absent = WorkingName.of(target).probing();
    List<Privilege> missing = needed(mode).stream().filter(p -> !milvus.has(p, absent)).toList();
    if (!missing.isEmpty()) {
      throw new MilvusAuthenticationException(
          "Cannot restore backup '%s' to database '%s': the user lacks privileges (%s). Grant them, or connect as another user."
              .formatted(
                  request.backup(),
                  target.database(),
                  missing.stream().map(Privilege::toString).collect(joining(", "))));
    }
  }

  private Set<Privilege> needed(BackupMode mode) {
    Set<Privilege> needed = EnumSet.allOf(Privilege.class);
    if (mode == BackupMode.LOGICAL || request.content() != RestoreContent.ALL) {
      needed.remove(Privilege.IMPORT);
    }
    if (mode == BackupMode.BINLOG || request.content() != RestoreContent.ALL) {
      needed.removeAll(EnumSet.of(Privilege.INSERT, Privilege.FLUSH));
    }
    if (request.indexes() == IndexPolicy.SKIP) {
      needed.remove(Privilege.CREATE_INDEX);
    }
    return needed;
  }
}
