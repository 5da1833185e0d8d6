package dev.milvusbackup.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milvusbackup.error.CorruptBackupException;
import dev.milvusbackup.storage.ObjectInfo;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.stream.Stream;

/** What the Go tool's {@code get} tells of a backup: its metadata without segments and secrets. */
final class BackupBrief {

  private static final int SUCCESS = 2;
  private static final List<String> OF_COLLECTION =
      List.of(
          "id",
          "collection_id",
          "db_name",
          "collection_name",
          "schema",
          "shards_num",
          "backup_timestamp",
          "size",
          "has_index",
          "index_infos",
          "load_state",
          "backup_physical_timestamp",
          "channel_checkpoints",
          "properties");
  private static final List<String> OF_DATABASE = List.of("db_name", "db_id", "properties");

  private final ObjectStore store;
  private final ObjectKey metas;

  BackupBrief(ObjectStore store, String backup) {
    this.store = store;
    this.metas = ObjectKey.of(backup).resolve("meta");
  }

  JsonNode read() {
    JsonNode full = tree(metas.resolve("full_meta.json"));
    ObjectNode brief = JsonNodeFactory.instance.objectNode();
    brief.put("state_code", SUCCESS);
    brief.put("progress", 100);
    brief.set("name", full.path("name"));
    setUnlessEmpty(
        brief, "collection_backups", retain(full.path("collection_backups"), OF_COLLECTION));
    brief.put("size", full.path("size").asLong());
    brief.set("milvus_version", full.path("milvus_version"));
    setUnlessEmpty(brief, "database_backups", retain(full.path("database_backups"), OF_DATABASE));
    brief.put("meta_size", metaSize());
    return brief;
  }

  private static void setUnlessEmpty(ObjectNode brief, String name, ArrayNode list) {
    if (!list.isEmpty()) {
      brief.set(name, list);
    }
  }

  private static ArrayNode retain(JsonNode list, List<String> fields) {
    ArrayNode kept = JsonNodeFactory.instance.arrayNode();
    for (JsonNode element : list) {
      if (element instanceof ObjectNode object) {
        kept.add(object.deepCopy().retain(fields));
      }
    }
    return kept;
  }

  private long metaSize() {
    try (Stream<ObjectInfo> objects = store.list(metas)) {
      return objects.mapToLong(ObjectInfo::size).sum();
    }
  }

  private JsonNode tree(ObjectKey key) {
    try (InputStream in = store.open(key, 0, Long.MAX_VALUE)) {
      return new JsonMapper().readTree(in);
    } catch (IOException e) {
      throw new CorruptBackupException(
          "Cannot read %s of %s: not JSON. Create the backup again."
              .formatted(key, store.displayName()),
          e);
    }
  }
}
