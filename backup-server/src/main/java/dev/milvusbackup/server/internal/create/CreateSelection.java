package dev.milvusbackup.server.internal.create;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import dev.milvusbackup.server.internal.body.CollectionFilter;
import dev.milvusbackup.server.internal.body.CollectionSelectors;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The collections to back up, in one of three ways. */
record CreateSelection(
    @Schema(description = "collection or database.collection; none means all.")
        @JsonProperty("collection_names")
        @Nullable List<String> collectionNames,
    @Schema(
            description = "Database to its collections, as an object or as JSON in a string.",
            type = "object",
            implementation = Object.class)
        @JsonProperty("db_collections")
        @Nullable JsonNode dbCollections,
    @Schema(description = "Database to its collections; wins over the other two.")
        @Nullable Map<String, CollectionFilter> filter) {

  List<String> selectors() {
    return filter == null
        ? CollectionSelectors.of(dbCollections, collectionNames)
        : CollectionSelectors.ofFilter(filter, "filter");
  }
}
