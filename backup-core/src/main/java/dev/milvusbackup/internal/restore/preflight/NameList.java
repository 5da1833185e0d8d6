package dev.milvusbackup.internal.restore.preflight;

import dev.milvusbackup.CollectionName;
import java.util.Collection;
import java.util.stream.Collectors;

/** A list of names in a message, shortened. */
final class NameList {

  private static final int LONGEST = 20;

  private NameList() {}

  static String of(Collection<CollectionName> names) {
    if (names.isEmpty()) {
      return "none";
    }
    String joined =
        names.stream()
            .limit(LONGEST)
            .map(CollectionName::toString)
            .collect(Collectors.joining(", "));
    return names.size() > LONGEST ? joined + ", …" : joined;
  }
}
