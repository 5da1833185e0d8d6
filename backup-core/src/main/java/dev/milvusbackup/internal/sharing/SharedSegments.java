package dev.milvusbackup.internal.sharing;

import dev.milvusbackup.internal.format.commit.CondemnedRecord;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * A set of shared segments. One job fills a root from one Milvus, so within a root the id of a
 * segment is unique.
 */
final class SharedSegments {

  private final Map<String, Set<Long>> roots = new HashMap<>();

  void add(String root, long segment) {
    roots.computeIfAbsent(root, name -> new HashSet<>()).add(segment);
  }

  void addAll(CondemnedRecord list) {
    list.segments().forEach((root, ids) -> ids.forEach(id -> add(root, id)));
  }

  boolean containsAny(CondemnedRecord list) {
    return list.segments().entrySet().stream()
        .anyMatch(root -> root.getValue().stream().anyMatch(id -> contains(root.getKey(), id)));
  }

  boolean contains(String root, long segment) {
    return roots.getOrDefault(root, Set.of()).contains(segment);
  }
}
