package dev.milvusbackup.internal.restore.preflight;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.IfExists;
import dev.milvusbackup.RestoreReport.Skipped;
import dev.milvusbackup.RestoreRequest;
import dev.milvusbackup.error.CollectionExistsException;
import dev.milvusbackup.internal.catalog.LoadedBackup;
import dev.milvusbackup.internal.data.AliasPlan;
import dev.milvusbackup.internal.data.RbacPlan;
import dev.milvusbackup.internal.data.RestorePlan;
import dev.milvusbackup.internal.data.RestorePlan.Approach;
import dev.milvusbackup.internal.data.RestorePlan.CollectionPlan;
import dev.milvusbackup.internal.data.RestorePlan.LeftOut;
import dev.milvusbackup.internal.format.metadata.CollectionBackupInfo;
import dev.milvusbackup.internal.format.metadata.DatabaseBackupInfo;
import dev.milvusbackup.internal.format.schema.KeyValue;
import dev.milvusbackup.internal.milvus.MilvusGateway;
import dev.milvusbackup.internal.preflight.Problems;
import dev.milvusbackup.internal.restore.resume.PreviousRuns;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Decides what happens to each target, and collects every reason against it. Changes nothing. */
final class RestorePlanner {

  private final MilvusGateway milvus;
  private final RestoreRequest request;
  private final LoadedBackup backup;
  private final RestoreSource source;
  private final Problems problems;
  private final List<String> databases;

  RestorePlanner(
      MilvusGateway milvus, RestoreRequest request, RestoreSource source, Problems problems) {
    this.milvus = milvus;
    this.request = request;
    this.backup = source.backup();
    this.source = source;
    this.problems = problems;
    this.databases = milvus.databases().names();
  }

  RestorePlan plan(PreviousRuns previous) {
    Set<CollectionName> existing = existing();
    Set<CollectionName> kept = kept(existing, previous);
    existing.removeAll(kept);
    problems.check(() -> requireFree(existing));
    List<CollectionPlan> collections = new ArrayList<>();
    List<Skipped> skipped = new ArrayList<>();
    source.targets().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            names -> {
              CollectionName target = names.getValue();
              boolean exists = existing.contains(target);
              if (exists && request.ifExists() == IfExists.SKIP) {
                skipped.add(Skipped.of(names.getKey(), target));
              } else {
                Approach found = exists ? approach(request.ifExists()) : Approach.CREATE;
                Approach approach = kept.contains(target) ? Approach.KEEP : found;
                collections.add(collection(names.getKey(), target, approach));
              }
            });
    return plan(collections, skipped);
  }

  private RestorePlan plan(List<CollectionPlan> collections, List<Skipped> skipped) {
    List<String> missing =
        collections.stream()
            .map(collection -> collection.target().database())
            .distinct()
            .filter(database -> !databases.contains(database))
            .sorted()
            .toList();
    requireNoAliases(collections);
    AliasPlan aliases =
        new AliasPlanner(milvus.aliases(), request, missing, problems).plan(collections);
    Optional<RbacPlan> rbac =
        problems.find(() -> new RbacPlanner(milvus.rbac()).plan(request, backup));
    List<DatabaseBackupInfo> created =
        missing.stream().map(name -> newDatabase(name, collections)).toList();
    return new RestorePlan(
        backup.layout(), created, collections, new LeftOut(skipped, List.of()), rbac, aliases);
  }

  /** With the properties of the database that the first of its collections comes from. */
  private DatabaseBackupInfo newDatabase(String name, List<CollectionPlan> collections) {
    String origin =
        collections.stream()
            .filter(collection -> collection.target().database().equals(name))
            .findFirst()
            .orElseThrow()
            .source()
            .database();
    List<KeyValue> properties =
        backup.info().databases().stream()
            .filter(database -> database.dbName().equals(origin))
            .findFirst()
            .map(DatabaseBackupInfo::properties)
            .orElse(List.of());
    return new DatabaseBackupInfo(name, 0, properties, "");
  }

  /** Milvus would refuse such a name too, but only at the end, after all rows are imported. */
  private void requireNoAliases(List<CollectionPlan> collections) {
    collections.stream()
        .filter(collection -> collection.approach() == Approach.CREATE)
        .filter(collection -> databases.contains(collection.target().database()))
        .forEach(collection -> problems.check(() -> requireNoAlias(collection)));
  }

  private void requireNoAlias(CollectionPlan collection) {
    CollectionName target = collection.target();
    milvus
        .aliases()
        .owner(target)
        .ifPresent(
            owner -> {
              throw new CollectionExistsException(
                  "Cannot restore %s as %s: that name is an alias of %s. Restore under another name, and move the alias with switchAlias."
                      .formatted(collection.source(), target, owner));
            });
  }

  private void requireFree(Set<CollectionName> existing) {
    if (request.ifExists() == IfExists.FAIL && !existing.isEmpty()) {
      throw new CollectionExistsException(
          "Cannot restore backup '%s': Milvus already has %s. Restore under other names (suffix, rename), choose another IfExists, or drop them first."
              .formatted(request.backup(), NameList.of(existing)));
    }
  }

  private static Approach approach(IfExists ifExists) {
    return ifExists == IfExists.REPLACE ? Approach.REPLACE : Approach.APPEND;
  }

  private CollectionPlan collection(CollectionName name, CollectionName target, Approach approach) {
    CollectionBackupInfo info =
        backup.info().collections().stream()
            .filter(c -> c.collection().equals(name))
            .findFirst()
            .orElseThrow();
    return new CollectionPlan(
        target,
        approach,
        SchemaChanger.of(request).apply(info),
        backup.manifest().collection(name).orElseThrow());
  }

  private Set<CollectionName> kept(Set<CollectionName> existing, PreviousRuns previous) {
    Set<CollectionName> kept = new TreeSet<>();
    source
        .targets()
        .forEach(
            (name, target) -> {
              long id = backup.manifest().collection(name).orElseThrow().id();
              if (existing.contains(target) && previous.isRestored(id, target)) {
                kept.add(target);
              }
            });
    return kept;
  }

  private Set<CollectionName> existing() {
    return source.targets().values().stream()
        .map(CollectionName::database)
        .distinct()
        .filter(databases::contains)
        .flatMap(database -> milvus.collections().names(database).stream())
        .filter(source.targets()::containsValue)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
