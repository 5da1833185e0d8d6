package dev.milvusbackup.cli;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.CollectionSelector;
import dev.milvusbackup.RestoreRequest;
import dev.milvusbackup.error.InvalidRequestException;
import dev.milvusbackup.manifest.BackupManifest;
import dev.milvusbackup.manifest.CollectionManifest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which collections of a backup a request means.
 *
 * @param steps what becomes what, in the order of the backup
 */
record RestorePlan(List<Step> steps) {

  /**
   * One collection.
   *
   * @param source its name in the backup
   * @param target the name it gets
   */
  record Step(CollectionName source, CollectionName target) {}

  /** The filter is about targets, as in the Go tool; unlike there it has to match something. */
  static RestorePlan of(
      RestoreRequest request, BackupManifest backup, Optional<CollectionFilter> filter) {
    List<Step> all =
        backup.collections().stream()
            .filter(c -> isSelected(request.collections(), c.name()))
            .map(c -> step(request, c))
            .toList();
    if (filter.isEmpty()) {
      return new RestorePlan(all);
    }
    List<CollectionName> targets = all.stream().map(Step::target).toList();
    List<CollectionSelector> misses = filter.get().misses(targets);
    if (!misses.isEmpty()) {
      throw new InvalidRequestException(
          "Cannot restore from '%s' by filter: %s matches none of the names after renaming (%s). Correct the filter."
              .formatted(backup.name(), misses, targets));
    }
    return new RestorePlan(
        all.stream().filter(s -> isSelected(filter.get().selectors(), s.target())).toList());
  }

  /** As the library takes them. */
  List<String> sources() {
    return steps.stream().map(step -> step.source().toString()).toList();
  }

  static Map<String, Object> names(CollectionName source, CollectionName target) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("source", source.toString());
    json.put("target", target.toString());
    return json;
  }

  private static boolean isSelected(List<CollectionSelector> selectors, CollectionName name) {
    return selectors.isEmpty() || selectors.stream().anyMatch(s -> s.matches(name));
  }

  private static Step step(RestoreRequest request, CollectionManifest collection) {
    return new Step(collection.name(), request.targetOf(collection.name()));
  }
}
