package dev.milvusbackup.server.internal.restore;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Parameters that a restore leaves out. */
record SkipParams(
    @Nullable List<String> collectionProperties,
    @Nullable List<String> fieldIndexParams,
    @Nullable List<String> fieldTypeParams,
    @Nullable List<String> indexParams) {

  boolean isEmpty() {
    return Stream.of(collectionProperties, fieldIndexParams, fieldTypeParams, indexParams)
        .allMatch(list -> list == null || list.isEmpty());
  }
}
