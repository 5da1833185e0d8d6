package dev.milvusbackup.server.internal.restore;

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

  /**
   * A new name.
   *
   * @param override not supported
   */
  record CollectionMapping(
      @Nullable String source, @Nullable String target, @Nullable SchemaOverride override) {}

  /** What to change in a schema. */
  record SchemaOverride(int shardNum, @Nullable String description) {

    boolean isEmpty() {
      return shardNum == 0 && (description == null || description.isEmpty());
    }
  }
}
