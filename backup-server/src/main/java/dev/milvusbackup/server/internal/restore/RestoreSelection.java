package dev.milvusbackup.server.internal.restore;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import dev.milvusbackup.server.internal.body.CollectionSelectors;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The collections to restore, by their names in the backup and by their new names. */
record RestoreSelection(
    @Schema(description = "collection or database.collection, as in the backup; none means all.")
        @JsonProperty("collection_names")
        @Nullable List<String> collectionNames,
    @Schema(
            description = "Database to its collections, as an object or as JSON in a string.",
            type = "object",
            implementation = Object.class)
        @JsonProperty("db_collections")
        @Nullable JsonNode dbCollections,
    @Schema(
            description = "The same, matched with the names after renaming.",
            type = "object",
            implementation = Object.class)
        @JsonProperty("db_collections_after_rename")
        @Nullable JsonNode dbCollectionsAfterRename) {

  List<String> sources() {
    return CollectionSelectors.of(dbCollections, collectionNames);
  }

  List<String> targets() {
    return CollectionSelectors.ofDatabases(dbCollectionsAfterRename, "db_collections_after_rename");
  }
}
