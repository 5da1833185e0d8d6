package dev.milvusbackup.internal.restore.preflight;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.CollectionSelector;
import dev.milvusbackup.RestoreRequest;
import dev.milvusbackup.error.CollectionNotFoundException;
import dev.milvusbackup.error.InvalidRequestException;
import dev.milvusbackup.internal.catalog.LoadedBackup;
import dev.milvusbackup.internal.format.metadata.CollectionBackupInfo;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Selects the collections of a backup and gives each the name of its target. */
final class RestoreTargets {

  // Valid names of collections and databases in Milvus.
  private static final Pattern VALID_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,254}");

  private RestoreTargets() {}

  /** Targets by source. */
  static Map<CollectionName, CollectionName> of(RestoreRequest request, LoadedBackup backup) {
    List<CollectionName> selected = select(request, backup);
    requireRulesToMatch(request, selected);
    requireChangesToMatch(request, selected);
    Map<CollectionName, CollectionName> targets = new HashMap<>();
    Map<CollectionName, CollectionName> sources = new HashMap<>();
    for (CollectionName source : TargetFilter.apply(request, selected)) {
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

  private static List<CollectionName> select(RestoreRequest request, LoadedBackup backup) {
    List<CollectionName> all =
        backup.info().collections().stream()
            .map(CollectionBackupInfo::collection)
            .sorted()
            .toList();
    for (CollectionSelector selector : request.collections()) {
      if (all.stream().noneMatch(selector::matches)) {
        throw new CollectionNotFoundException(
            "Cannot restore %s: backup '%s' has no such collection (it has: %s). Check the name; collections are selected by their names in the backup."
                .formatted(selector, request.backup(), NameList.of(all)));
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
                  "%s (%s). Correct the name, or select more."
                      .formatted(problem, NameList.of(selected)));
            });
  }

  private static void requireChangesToMatch(RestoreRequest request, List<CollectionName> selected) {
    for (CollectionName changed : request.schema().collections()) {
      if (!selected.contains(changed)) {
        throw new InvalidRequestException(
            "Cannot change the schema of %s: it is not among the collections to restore (%s). Correct the name, or select more."
                .formatted(changed, NameList.of(selected)));
      }
    }
  }

  private static void requireValid(CollectionName source, CollectionName target) {
    for (String part : List.of(target.database(), target.name())) {
      if (!VALID_NAME.matcher(part).matches()) {
        throw new InvalidRequestException(
            "Cannot restore %s as %s: '%s' is not a valid name in Milvus. Use at most 255 letters, digits and '_', not starting with a digit."
                .formatted(source, target, part));
      }
    }
  }
}
