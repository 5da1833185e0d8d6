package dev.milvusbackup.server.internal.restore;

import dev.milvusbackup.SchemaChanges;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Parameters that a restore leaves out. */
record SkipParams(
    @Nullable List<String> collectionProperties,
    @Nullable List<String> fieldIndexParams,
    @Nullable List<String> fieldTypeParams,
    @Nullable List<String> indexParams) {

  /** Parameters of indexes have two names in the body and one in the library. */
  void addTo(SchemaChanges.Builder changes) {
    changes
        .withoutProperties(keys(collectionProperties))
        .withoutTypeParams(keys(fieldTypeParams))
        .withoutIndexParams(keys(fieldIndexParams))
        .withoutIndexParams(keys(indexParams));
  }

  private static List<String> keys(@Nullable List<String> given) {
    return given == null ? List.of() : given.stream().filter(Objects::nonNull).toList();
  }
}
