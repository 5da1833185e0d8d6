package dev.milvusbackup.internal.retention;

import dev.milvusbackup.BackupName;
import dev.milvusbackup.internal.format.BackupLayout;
import dev.milvusbackup.internal.format.commit.CommitJson;
import dev.milvusbackup.internal.format.commit.CommitRecord;
import dev.milvusbackup.internal.format.commit.CommittedObject;
import dev.milvusbackup.internal.format.json.MetadataBody;
import dev.milvusbackup.internal.format.json.MetadataJson;
import dev.milvusbackup.internal.format.metadata.BackupInfo;
import dev.milvusbackup.internal.format.metadata.GoMetadata;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.PutMode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The metadata of a complete backup, with a date of one's choice. */
final class DatedBackup {

  private DatedBackup() {}

  /**
   * Writes it.
   *
   * @param collections {@code name} with rows, {@code name:0} without
   */
  static void write(ObjectStore store, String name, Instant created, String... collections) {
    BackupLayout layout = new BackupLayout(new BackupName(name));
    BackupInfo info = info(name, created, collections);
    List<CommittedObject> metas = new ArrayList<>();
    for (Map.Entry<String, MetadataBody> meta : GoMetadata.write(info).entrySet()) {
      ObjectKey key = layout.meta(meta.getKey());
      MetadataBody json = meta.getValue();
      store.put(key, json, PutMode.REPLACE);
      metas.add(CommittedObject.of(layout.path(key), json.size(), Optional.of(json.digest())));
    }
    CommitRecord commit =
        new CommitRecord(
            1, name, info.id(), created.toString(), info.createdBy(), metas, List.of());
    store.put(layout.commit(), CommitJson.write(commit), PutMode.REPLACE);
  }

  private static BackupInfo info(String name, Instant created, String... collections) {
    String json =
        """
        {"id": "id-of-NAME", "name": "NAME", "backup_timestamp": MILLIS, "created_by": "milvus-backup-java",
         "milvus_version": "v2.6.0", "size": 1000, "collection_backups": [COLLECTIONS]}
        """
            .replace("NAME", name)
            .replace("MILLIS", Long.toString(created.toEpochMilli()))
            .replace(
                "COLLECTIONS",
                Stream.of(collections)
                    .map(DatedBackup::collection)
                    .collect(Collectors.joining(",")));
    return MetadataJson.read(json.getBytes(StandardCharsets.UTF_8), BackupInfo.class, name);
  }

  private static String collection(String text) {
    String[] parts = text.split(":", -1);
    int id = 100 + Math.abs(parts[0].hashCode() % 1000);
    return """
        {"collection_id": ID, "collection_name": "NAME", "db_name": "default", "partition_backups": [
          {"partition_id": 1, "partition_name": "_default", "collection_id": ID, "segment_backups": [
            {"segment_id": 7, "collection_id": ID, "partition_id": 1, "num_of_rows": ROWS}]}]}
        """
        .replace("ID", Integer.toString(id))
        .replace("NAME", parts[0])
        .replace("ROWS", parts.length > 1 ? parts[1] : "10");
  }

  static ObjectKey commit(String name) {
    return new BackupLayout(new BackupName(name)).commit();
  }
}
