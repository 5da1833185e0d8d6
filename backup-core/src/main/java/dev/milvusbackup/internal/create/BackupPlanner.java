package dev.milvusbackup.internal.create;

import dev.milvusbackup.BackupRequest;
import dev.milvusbackup.BackupStrategy;
import dev.milvusbackup.CollectionName;
import dev.milvusbackup.CollectionSelector;
import dev.milvusbackup.OnError;
import dev.milvusbackup.error.CollectionNotFoundException;
import dev.milvusbackup.error.DatabaseNotFoundException;
import dev.milvusbackup.internal.catalog.BackupCatalog;
import dev.milvusbackup.internal.data.BackupPlan;
import dev.milvusbackup.internal.data.DataExport;
import dev.milvusbackup.internal.data.Environment;
import dev.milvusbackup.internal.format.BackupLayout;
import dev.milvusbackup.internal.format.metadata.DatabaseBackupInfo;
import dev.milvusbackup.internal.format.metadata.RbacMeta;
import dev.milvusbackup.internal.ledger.RestoreLedger;
import dev.milvusbackup.internal.milvus.MilvusGateway;
import dev.milvusbackup.internal.milvus.WorkingName;
import dev.milvusbackup.internal.milvus.server.ServerFeatures;
import dev.milvusbackup.internal.milvus.server.ServerVersion;
import dev.milvusbackup.internal.preflight.Problems;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Resolves a request to a plan. Reads only. */
final class BackupPlanner {

  private final Environment environment;
  private final MilvusGateway milvus;
  private final BackupCatalog catalog;

  BackupPlanner(Environment environment, BackupCatalog catalog) {
    this.environment = environment;
    this.milvus = environment.milvus();
    this.catalog = catalog;
  }

  BackupPlan plan(BackupRequest request, DataExport export) {
    ServerVersion server = milvus.version();
    export.require("create backup '" + request.name() + "'", server);
    Problems problems = new Problems();
    problems.check(() -> refuseTakenName(request));
    problems.check(() -> BackupLocker.require(request, environment.backups()));
    List<String> databases = milvus.databases().names();
    List<CollectionName> listed =
        databases.stream()
            .filter(database -> isNeeded(request, database))
            .flatMap(database -> milvus.collections().names(database).stream())
            .sorted()
            .toList();
    Set<CollectionName> filled = filledByRestores(listed);
    List<CollectionName> all =
        listed.stream().filter(name -> !filled.contains(name) || isNamed(request, name)).toList();
    for (CollectionSelector selector : request.collections()) {
      problems.check(
          () -> {
            requireDatabase(selector, databases);
            requireMatch(selector, all);
          });
    }
    Optional<RbacMeta> rbac =
        problems.find(() -> new RbacReader(milvus.rbac()).read(request.rbac()));
    List<CollectionName> selected = CollectionSelector.select(request.collections(), all);
    if (request.onError() == OnError.FAIL && request.strategy() != BackupStrategy.SCHEMA_ONLY) {
      selected.forEach(name -> problems.check(() -> export.require(name)));
    }
    problems.throwIfAny("create backup '" + request.name() + "'");
    return new BackupPlan(
        new BackupLayout(request.name()),
        server,
        options(request),
        new BackupPlan.ServerObjects(rbac, databases(selected, ServerFeatures.of(server))),
        selected,
        CollectionSelector.select(request.collections(), List.copyOf(filled)).stream()
            .filter(name -> !selected.contains(name))
            .toList());
  }

  private static BackupPlan.Options options(BackupRequest request) {
    return new BackupPlan.Options(
        request.mode(),
        request.strategy(),
        request.onError(),
        request.acceptRowDifferences(),
        request.incremental(),
        new BackupPlan.Notes(request.description(), request.labels()));
  }

  /**
   * The collections that an unfinished restore from this store fills. A name that only looks like a
   * working name is the name of somebody's collection.
   */
  private Set<CollectionName> filledByRestores(List<CollectionName> listed) {
    Set<CollectionName> marked =
        listed.stream()
            .filter(WorkingName::isMarked)
            .collect(Collectors.toCollection(TreeSet::new));
    if (!marked.isEmpty()) {
      marked.retainAll(RestoreLedger.workingNames(environment.backups()));
    }
    return marked;
  }

  private List<DatabaseBackupInfo> databases(
      List<CollectionName> collections, ServerFeatures server) {
    return collections.stream()
        .map(CollectionName::database)
        .distinct()
        .map(
            name ->
                server.describesDatabases()
                    ? milvus.databases().describe(name)
                    : new DatabaseBackupInfo(name, 0, List.of(), ""))
        .toList();
  }

  private void refuseTakenName(BackupRequest request) {
    NameConflictPolicy.of(request, environment).decide(catalog.existingContent(request.name()));
  }

  private static boolean isNeeded(BackupRequest request, String database) {
    return request.collections().isEmpty()
        || request.collections().stream().anyMatch(s -> s.database().equals(database));
  }

  /** A collection that a restore is filling is backed up only if it is named. */
  private static boolean isNamed(BackupRequest request, CollectionName name) {
    return request.collections().stream()
        .anyMatch(s -> s.collection().isPresent() && s.matches(name));
  }

  private static void requireDatabase(CollectionSelector selector, List<String> databases) {
    if (!databases.contains(selector.database())) {
      throw new DatabaseNotFoundException(
          "Cannot back up %s: Milvus has no database '%s' (there are: %s). Check the name."
              .formatted(selector, selector.database(), sorted(databases)));
    }
  }

  private static void requireMatch(CollectionSelector selector, List<CollectionName> all) {
    if (selector.collection().isPresent() && all.stream().noneMatch(selector::matches)) {
      Set<String> known =
          all.stream()
              .filter(c -> c.database().equals(selector.database()))
              .map(CollectionName::name)
              .collect(Collectors.toSet());
      throw new CollectionNotFoundException(
          "Cannot back up %s: database '%s' has no such collection (there are: %s). Check the name; aliases do not count."
              .formatted(selector, selector.database(), sorted(known)));
    }
  }

  private static String sorted(Iterable<String> names) {
    Set<String> sorted = new TreeSet<>();
    names.forEach(sorted::add);
    return sorted.isEmpty()
        ? "none"
        : sorted.stream().limit(20).collect(Collectors.joining(", "))
            + (sorted.size() > 20 ? ", …" : "");
  }
}
