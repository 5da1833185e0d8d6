package dev.milvusbackup.internal.format.commit;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.milvusbackup.internal.format.json.MetadataDefaults;
import java.util.List;
import java.util.Optional;

/**
 * The commit object, {@code manifest.json}: written last, it makes a directory a backup and holds
 * size and digest of every other object in it.
 */
public record CommitRecord(
    @JsonProperty("format_version") int formatVersion,
    @JsonProperty("name") String name,
    @JsonProperty("id") String id,
    @JsonProperty("created_at") String createdAt,
    @JsonProperty("created_by") String createdBy,
    @JsonProperty("metas") List<CommittedObject> metas,
    @JsonProperty("objects") @JsonDeserialize(using = PackedObjects.FromJson.class)
        List<CommittedObject> objects) {

  /** The only version. */
  public static final int FORMAT_VERSION = 1;

  /** The object with this path below the backup's directory. */
  public Optional<CommittedObject> object(String path) {
    return PackedObjects.of(objects).find(path);
  }

  /** Replaces values that the JSON leaves out by empty ones. */
  public CommitRecord {
    name = MetadataDefaults.text(name);
    id = MetadataDefaults.text(id);
    createdAt = MetadataDefaults.text(createdAt);
    createdBy = MetadataDefaults.text(createdBy);
    metas = MetadataDefaults.list(metas);
    objects = PackedObjects.of(objects);
  }

  CommitRecord withoutObjects() {
    return new CommitRecord(formatVersion, name, id, createdAt, createdBy, metas, List.of());
  }
}
