package dev.milvusbackup.internal.restore;

import dev.milvusbackup.BackupMode;
import dev.milvusbackup.CollectionName;
import dev.milvusbackup.CollectionSelector;
import dev.milvusbackup.IfExists;
import dev.milvusbackup.RestoreReport.Skipped;
import dev.milvusbackup.RestoreRequest;
import dev.milvusbackup.error.CollectionExistsException;
import dev.milvusbackup.error.CollectionNotFoundException;
import dev.milvusbackup.error.InvalidRequestException;
import dev.milvusbackup.internal.catalog.LoadedBackup;
import dev.milvusbackup.internal.data.AliasPlan;
import dev.milvusbackup.internal.data.RbacPlan;
import dev.milvusbackup.internal.data.RestorePlan;
import dev.milvusbackup.internal.data.RestorePlan.Approach;
import dev.milvusbackup.internal.data.RestorePlan.CollectionPlan;
import dev.milvusbackup.internal.format.metadata.CollectionBackupInfo;
import dev.milvusbackup.internal.format.metadata.DatabaseBackupInfo;
import dev.milvusbackup.internal.format.schema.KeyValue;
import dev.milvusbackup.internal.milvus.MilvusGateway;
import dev.milvusbackup.internal.preflight.Problems;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds out what a request means, and every reason why it cannot be done. Reads only. */
final class RestorePlanner {

  // What Milvus accepts as the name of a collection or database.
  private static final Pattern VALID_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,254}");

  private final MilvusGateway milvus;

  RestorePlanner(MilvusGateway milvus) {
    this.milvus = milvus;
  }

  /** The collections to restore, and the names that they get. */
  Map<CollectionName, CollectionName> targets(RestoreRequest request, LoadedBackup backup) {
    List<CollectionName> selected = select(request, backup);
    requireRulesToMatch(request, selected);
    return targets(request, TargetFilter.apply(request, selected));
  }

  RestorePlan plan(
      RestoreRequest request,
      LoadedBackup backup,
      Map<CollectionName, CollectionName> targets,
      PreviousRuns earlier,
      Problems problems) {
    List<CollectionName> selected = targets.keySet().stream().sorted().toList();
    List<String> databases = milvus.databases().names();
    Set<CollectionName> existing = existing(targets.values(), databases);
    Set<CollectionName> kept = kept(backup, targets, existing, earlier);
    existing.removeAll(kept);
    problems.check(() -> requireFree(request, existing));
    List<CollectionPlan> collections = new ArrayList<>();
    List<Skipped> skipped = new ArrayList<>();
    for (CollectionName source : selected) {
      CollectionName target = Objects.requireNonNull(targets.get(source));
      boolean exists = existing.contains(target);
      if (exists && request.ifExists() == IfExists.SKIP) {
        skipped.add(Skipped.of(source, target));
        continue;
      }
      Approach found = exists ? approach(request.ifExists()) : Approach.CREATE;
      Approach approach = kept.contains(target) ? Approach.KEEP : found;
      collections.add(collection(backup, source, target, approach));
    }
    List<String> missing =
        collections.stream()
            .map(collection -> collection.target().database())
            .distinct()
            .filter(database -> !databases.contains(database))
            .sorted()
            .toList();
    requireNoAliases(collections, databases, problems);
    AliasPlan aliases =
        new AliasPlanner(milvus.aliases(), request, missing, problems).plan(collections);
    Optional<RbacPlan> rbac =
        problems.find(() -> new RbacPlanner(milvus.rbac()).plan(request, backup));
    List<DatabaseBackupInfo> created =
        missing.stream().map(name -> newDatabase(name, collections, backup)).toList();
    BackupMode mode = backup.manifest().summary().mode();
    return new RestorePlan(backup.layout(), mode, created, collections, skipped, rbac, aliases);
  }

  /** With the properties of the database that the first of its collections comes from. */
  private static DatabaseBackupInfo newDatabase(
      String name, List<CollectionPlan> collections, LoadedBackup backup) {
    String source =
        collections.stream()
            .filter(collection -> collection.target().database().equals(name))
            .findFirst()
            .orElseThrow()
            .source()
            .database();
    List<KeyValue> properties =
        backup.info().databases().stream()
            .filter(database -> database.dbName().equals(source))
            .findFirst()
            .map(DatabaseBackupInfo::properties)
            .orElse(List.of());
    return new DatabaseBackupInfo(name, 0, properties, "");
  }

  /** Milvus would refuse such a name, but at the end, when all the rows are back. */
  private void requireNoAliases(
      List<CollectionPlan> collections, List<String> databases, Problems problems) {
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
                  "Cannot restore %s as %s: that name is an alias of %s. Restore under another name, and move the alias by switchAlias."
                      .formatted(collection.source(), target, owner));
            });
  }

  private static void requireFree(RestoreRequest request, Set<CollectionName> existing) {
    if (request.ifExists() == IfExists.FAIL && !existing.isEmpty()) {
      throw new CollectionExistsException(
          "Cannot restore backup '%s': Milvus already has %s. Restore under other names (suffix, rename), choose another IfExists, or drop them first."
              .formatted(request.backup(), join(existing)));
    }
  }

  private static Map<CollectionName, CollectionName> targets(
      RestoreRequest request, List<CollectionName> selected) {
    Map<CollectionName, CollectionName> targets = new HashMap<>();
    Map<CollectionName, CollectionName> sources = new HashMap<>();
    for (CollectionName source : selected) {
      CollectionName target = request.targetOf(source);
      requireValid(source, target);
      CollectionName other = sources.put(target, source);
      if (other != null) {
        throw new InvalidRequestException(
            "Cannot restore both %s and %s to %s: two collections cannot become one. Rename one of them."
                .formatted(other, source, target));
      }
      targets.put(source, target);
    }
    return targets;
  }

  private static Approach approach(IfExists ifExists) {
    return ifExists == IfExists.REPLACE ? Approach.REPLACE : Approach.APPEND;
  }

  private static List<CollectionName> select(RestoreRequest request, LoadedBackup backup) {
    List<CollectionName> all =
        backup.info().collections().stream()
            .map(CollectionBackupInfo::collection)
            .sorted()
            .toList();
    for (CollectionSelector selector : request.collections()) {
      if (all.stream().noneMatch(selector::matches)) {
        throw new CollectionNotFoundException(
            "Cannot restore %s: backup '%s' holds no such collection (it holds: %s). Check the name; collections are selected by their names in the backup."
                .formatted(selector, request.backup(), join(all)));
      }
    }
    return CollectionSelector.select(request.collections(), all);
  }

  private static void requireRulesToMatch(RestoreRequest request, List<CollectionName> selected) {
    request
        .names()
        .problem(selected)
        .ifPresent(
            problem -> {
              throw new InvalidRequestException(
                  "%s (%s). Correct the name, or select more.".formatted(problem, join(selected)));
            });
  }

  private static void requireValid(CollectionName source, CollectionName target) {
    for (String part : List.of(target.database(), target.name())) {
      if (!VALID_NAME.matcher(part).matches()) {
        throw new InvalidRequestException(
            "Cannot restore %s as %s: '%s' is no valid name for Milvus. Use at most 255 letters, digits and '_', not starting with a digit."
                .formatted(source, target, part));
      }
    }
  }

  private static CollectionPlan collection(
      LoadedBackup backup, CollectionName source, CollectionName target, Approach approach) {
    CollectionBackupInfo info =
        backup.info().collections().stream()
            .filter(c -> c.collection().equals(source))
            .findFirst()
            .orElseThrow();
    return new CollectionPlan(
        target, approach, info, backup.manifest().collection(source).orElseThrow());
  }

  private static Set<CollectionName> kept(
      LoadedBackup backup,
      Map<CollectionName, CollectionName> targets,
      Set<CollectionName> existing,
      PreviousRuns earlier) {
    Set<CollectionName> kept = new TreeSet<>();
    targets.forEach(
        (source, target) -> {
          long id = backup.manifest().collection(source).orElseThrow().id();
          if (existing.contains(target) && earlier.isRestored(id, target)) {
            kept.add(target);
          }
        });
    return kept;
  }

  private Set<CollectionName> existing(Collection<CollectionName> targets, List<String> databases) {
    return targets.stream()
        .map(CollectionName::database)
        .distinct()
        .filter(databases::contains)
        .flatMap(database -> milvus.collections().names(database).stream())
        .filter(targets::contains)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String join(Collection<CollectionName> names) {
    String joined =
        names.stream().limit(20).map(CollectionName::toString).collect(Collectors.joining(", "));
    return names.isEmpty() ? "none" : names.size() > 20 ? joined + ", …" : joined;
  }
}
