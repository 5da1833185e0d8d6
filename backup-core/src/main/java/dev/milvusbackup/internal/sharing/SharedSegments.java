package dev.milvusbackup.internal.sharing;

import dev.milvusbackup.internal.format.commit.CondemnedRecord;
import dev.milvusbackup.internal.format.metadata.CollectionBackupInfo;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A set of shared segments. One job fills a root from one Milvus, so within a root the id of a
 * segment is unique.
 */
final class SharedSegments {

  private final Map<String, Set<Long>> roots = new HashMap<>();

  void add(String root, long segment) {
    roots.computeIfAbsent(root, name -> new HashSet<>()).add(segment);
  }

  void addAll(List<CollectionBackupInfo> backup) {
    References.each(backup, (segment, shared) -> add(shared.root(), segment.segmentId()));
  }

  void addAll(CondemnedRecord list) {
    list.segments().forEach((root, ids) -> ids.forEach(id -> add(root, id)));
  }

  boolean isEmpty() {
    return roots.isEmpty();
  }

  /** As a list of them, in their order. */
  CondemnedRecord list(boolean damaged) {
    Map<String, List<Long>> sorted = new TreeMap<>();
    roots.forEach((root, ids) -> sorted.put(root, ids.stream().sorted().toList()));
    return new CondemnedRecord(sorted, damaged, false);
  }

  boolean containsAny(CondemnedRecord list) {
    return list.segments().entrySet().stream()
        .anyMatch(root -> root.getValue().stream().anyMatch(id -> contains(root.getKey(), id)));
  }

  /** What a list names besides these. */
  SharedSegments others(CondemnedRecord list) {
    SharedSegments others = new SharedSegments();
    list.segments()
        .forEach(
            (root, ids) ->
                ids.stream().filter(id -> !contains(root, id)).forEach(id -> others.add(root, id)));
    return others;
  }

  boolean contains(String root, long segment) {
    return roots.getOrDefault(root, Set.of()).contains(segment);
  }
}
