package dev.milvusbackup.it;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Every version that every key has had, with the moments at which its write was begun and
 * acknowledged. A deleted key has the version {@link #ABSENT}.
 */
final class History {

  static final long ABSENT = -1;

  private final Map<Long, List<Version>> versions = new TreeMap<>();
  private long clock;

  private record Version(long value, long begun, long acknowledged) {}

  /** The next moment. */
  synchronized long now() {
    return ++clock;
  }

  synchronized void written(long key, long value, long begun) {
    versions
        .computeIfAbsent(key, k -> new ArrayList<>(List.of(new Version(ABSENT, 0, 0))))
        .add(new Version(value, begun, ++clock));
  }

  /** What a snapshot may hold for a key if it was taken at some time between two moments. */
  synchronized Set<Long> between(long key, long start, long end) {
    Set<Long> possible = new HashSet<>();
    for (Version version : versions.getOrDefault(key, List.of(new Version(ABSENT, 0, 0)))) {
      if (version.acknowledged <= start) {
        possible.clear();
      }
      if (version.begun <= end) {
        possible.add(version.value);
      }
    }
    return possible;
  }

  synchronized Set<Long> keys() {
    return Set.copyOf(versions.keySet());
  }
}
