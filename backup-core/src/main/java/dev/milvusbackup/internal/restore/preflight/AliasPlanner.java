package dev.milvusbackup.internal.restore.preflight;

import dev.milvusbackup.AliasPolicy;
import dev.milvusbackup.CollectionName;
import dev.milvusbackup.RestoreRequest;
import dev.milvusbackup.error.CollectionExistsException;
import dev.milvusbackup.error.InvalidRequestException;
import dev.milvusbackup.internal.data.AliasPlan;
import dev.milvusbackup.internal.data.RestorePlan.CollectionPlan;
import dev.milvusbackup.internal.milvus.MilvusAliases;
import dev.milvusbackup.internal.milvus.WorkingName;
import dev.milvusbackup.internal.preflight.Problems;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds out which aliases can be restored, and which requests for them fail. */
final class AliasPlanner {

  private final MilvusAliases aliases;
  private final RestoreRequest request;
  private final Collection<String> newDatabases;
  private final Problems problems;
  private final Map<CollectionName, List<CollectionName>> returned = new HashMap<>();
  private final Map<CollectionName, List<String>> taken = new HashMap<>();
  private final Map<CollectionName, List<CollectionName>> switched = new HashMap<>();
  private final Set<CollectionName> names = new HashSet<>();

  AliasPlanner(
      MilvusAliases aliases,
      RestoreRequest request,
      Collection<String> newDatabases,
      Problems problems) {
    this.aliases = aliases;
    this.request = request;
    this.newDatabases = newDatabases;
    this.problems = problems;
  }

  AliasPlan plan(List<CollectionPlan> collections) {
    collections.forEach(collection -> names.add(collection.target()));
    request
        .aliasSwitches()
        .forEach((alias, source) -> problems.check(() -> planSwitch(alias, source, collections)));
    if (request.aliases() != AliasPolicy.SKIP) {
      collections.forEach(collection -> problems.check(() -> planReturn(collection)));
    }
    problems.check(this::requireAll);
    return new AliasPlan(returned, taken, switched);
  }

  private void requireAll() {
    if (request.aliases() == AliasPolicy.REQUIRE && !taken.isEmpty()) {
      throw new CollectionExistsException(
          "Cannot restore backup '%s' with its aliases: %s. Choose another AliasPolicy, or move them with switchAlias."
              .formatted(
                  request.backup(),
                  String.join(", ", taken.values().stream().flatMap(List::stream).toList())));
    }
  }

  private void planSwitch(String alias, CollectionName source, List<CollectionPlan> collections) {
    CollectionName target =
        collections.stream()
            .filter(collection -> collection.source().equals(source))
            .findFirst()
            .orElseThrow(
                () ->
                    new InvalidRequestException(
                        "Cannot switch alias '%s' to %s: it is not among the collections to restore. Use its name in the backup."
                            .formatted(alias, source)))
            .target();
    CollectionName name = new CollectionName(target.database(), alias);
    Optional<CollectionName> owner = owner(name);
    if (owner.isEmpty()) {
      throw new InvalidRequestException(
          "Cannot switch alias '%s' to %s: database '%s' has no alias of that name. Check the name, or create the alias manually."
              .formatted(alias, target, target.database()));
    }
    if (owner.get().equals(name)) {
      throw new InvalidRequestException(
          "Cannot switch alias '%s' to %s: it is the name of a collection, not of an alias. Check the name."
              .formatted(alias, target));
    }
    names.add(name);
    switched.computeIfAbsent(target, key -> new ArrayList<>()).add(name);
  }

  private void planReturn(CollectionPlan collection) {
    CollectionName target = collection.target();
    // Milvus returns them in any order.
    for (String alias : collection.info().aliases().stream().sorted().toList()) {
      CollectionName name = new CollectionName(target.database(), alias);
      if (switched.getOrDefault(target, List.of()).contains(name)) {
        continue;
      }
      Optional<CollectionName> owner = owner(name).filter(found -> !isOf(target, found));
      if (owner.isPresent() || !names.add(name)) {
        taken
            .computeIfAbsent(target, key -> new ArrayList<>())
            .add(
                "alias '%s' of %s belongs to %s"
                    .formatted(
                        alias,
                        collection.source(),
                        owner.map(CollectionName::toString).orElse("another collection")));
      } else {
        returned.computeIfAbsent(target, key -> new ArrayList<>()).add(name);
      }
    }
  }

  /** An interrupted run may have moved the alias just before the rename. */
  private static boolean isOf(CollectionName target, CollectionName owner) {
    return owner.equals(target) || owner.equals(WorkingName.of(target).restoring());
  }

  private Optional<CollectionName> owner(CollectionName name) {
    return newDatabases.contains(name.database()) ? Optional.empty() : aliases.owner(name);
  }
}
