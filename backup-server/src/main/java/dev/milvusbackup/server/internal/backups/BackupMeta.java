package dev.milvusbackup.server.internal.backups;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milvusbackup.error.CorruptBackupException;
import dev.milvusbackup.server.internal.backups.BackupBrief.BackupContents;
import dev.milvusbackup.server.internal.http.ServerJson;
import dev.milvusbackup.server.internal.jobs.JobState;
import dev.milvusbackup.server.internal.jobs.JobStatusJson;
import dev.milvusbackup.storage.ObjectInfo;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The Go tool's metadata of a complete backup, shortened for get_backup: without partitions,
 * segments and key material.
 */
public final class BackupMeta {

  private static final String FULL = "full_meta.json";
  private static final List<String> GO_METAS =
      List.of(
          "backup_meta.json",
          "logical_meta.json",
          "collection_meta.json",
          "partition_meta.json",
          "segment_meta.json",
          FULL);
  private static final List<String> COLLECTION_FIELDS =
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
  private static final List<String> DATABASE_FIELDS = List.of("db_name", "db_id", "properties");

  private BackupMeta() {}

  /**
   * Reads it.
   *
   * @param startSeconds when the create began, 0 if unknown
   */
  public static BackupBrief brief(
      ObjectStore store, String backup, long startSeconds, long endSeconds) {
    ObjectKey directory = ObjectKey.of(backup).resolve("meta");
    JsonNode meta = tree(store, directory.resolve(FULL));
    JobStatusJson status =
        new JobStatusJson(JobState.SUCCESS.code(), "", startSeconds, endSeconds, 100);
    BackupContents contents =
        new BackupContents(
            project(meta.path("collection_backups"), COLLECTION_FIELDS),
            meta.path("size").asLong(),
            meta.path("milvus_version").asText(),
            project(meta.path("database_backups"), DATABASE_FIELDS),
            size(store, directory),
            meta.path("format").asText());
    return new BackupBrief(meta.path("id").asText(), status, backup, contents);
  }

  private static JsonNode tree(ObjectStore store, ObjectKey key) {
    try (InputStream in = store.open(key, 0, Long.MAX_VALUE)) {
      return ServerJson.tree(in.readAllBytes());
    } catch (IOException e) {
      throw new CorruptBackupException(
          "Cannot read %s of %s: it is not JSON, or the connection broke. Verify the backup."
              .formatted(key, store.displayName()),
          e);
    }
  }

  private static List<JsonNode> project(JsonNode list, List<String> fields) {
    List<JsonNode> shortened = new ArrayList<>();
    for (JsonNode element : list) {
      if (element instanceof ObjectNode object) {
        shortened.add(object.deepCopy().retain(fields));
      }
    }
    return shortened;
  }

  private static long size(ObjectStore store, ObjectKey directory) {
    try (Stream<ObjectInfo> metas = store.list(directory)) {
      return metas
          .filter(meta -> GO_METAS.contains(meta.key().relativeTo(directory)))
          .mapToLong(ObjectInfo::size)
          .sum();
    }
  }
}
