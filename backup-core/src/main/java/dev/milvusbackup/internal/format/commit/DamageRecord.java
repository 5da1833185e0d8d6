package dev.milvusbackup.internal.format.commit;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.milvusbackup.internal.format.json.MetadataDefaults;

/**
 * The mark of a backup in which a verification has found damage.
 *
 * @param id of the backup; under its name there may be another one by now
 * @param createdAt when that backup was created; empty if unknown
 * @param depth of the verification
 * @param findings how many it had
 * @param verifiedAt by the clock of its machine; for people
 */
public record DamageRecord(
    @JsonProperty("id") String id,
    @JsonProperty("created_at") String createdAt,
    @JsonProperty("depth") String depth,
    @JsonProperty("findings") long findings,
    @JsonProperty("verified_at") String verifiedAt) {

  /** Replaces values that the JSON leaves out by empty ones. */
  public DamageRecord {
    id = MetadataDefaults.text(id);
    createdAt = MetadataDefaults.text(createdAt);
    depth = MetadataDefaults.text(depth);
    verifiedAt = MetadataDefaults.text(verifiedAt);
  }

  public boolean isOf(String backupId, String time) {
    return id.equals(backupId) && createdAt.equals(time);
  }
}
