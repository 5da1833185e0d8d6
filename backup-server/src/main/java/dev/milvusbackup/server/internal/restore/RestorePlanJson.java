package dev.milvusbackup.server.internal.restore;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.SchemaChanges;
import dev.milvusbackup.server.internal.body.CollectionFilter;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * New names, and which of them to restore.
 *
 * @param filter by the names after the mapping; none means all
 */
@Schema(name = "RestorePlan")
record RestorePlanJson(
    @Nullable List<DatabaseMapping> mapping, @Nullable Map<String, CollectionFilter> filter) {

  /**
   * New names of a database's collections.
   *
   * @param withProp has no effect, as in the Go tool
   * @param colls single collections; none means the whole database
   */
  record DatabaseMapping(
      @Nullable String source,
      @Nullable String target,
      boolean withProp,
      @Nullable List<CollectionMapping> colls) {}

  /** A new name, and changes of the schema. */
  record CollectionMapping(
      @Nullable String source, @Nullable String target, @Nullable SchemaOverride override) {}

  /** What to change in a schema. */
  record SchemaOverride(int shardNum, @Nullable String description) {

    /** Like the Go tool, it takes a number below 1 and an empty text for "not set". */
    void addTo(SchemaChanges.Builder changes, CollectionName collection) {
      if (shardNum > 0) {
        changes.shards(collection, shardNum);
      }
      if (description != null && !description.isEmpty()) {
        changes.description(collection, description);
      }
    }
  }
}
