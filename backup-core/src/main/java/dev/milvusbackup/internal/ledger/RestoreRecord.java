package dev.milvusbackup.internal.ledger;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;

/**
 * What a ledger is about.
 *
 * @param backup the backup's name
 * @param milvus whose collections the records speak of
 * @param ifExists what the restore was to do about targets that exist
 * @param updatedAt when a restore last took it up, ISO 8601 in UTC
 * @param databases those that the restore has created, or was about to
 */
public record RestoreRecord(
    @JsonProperty("backup") String backup,
    @JsonProperty("milvus") String milvus,
    @JsonProperty("if_exists") String ifExists,
    @JsonProperty("updated_at") String updatedAt,
    @JsonProperty("databases") List<String> databases) {

  /** Takes what the JSON leaves out as empty. */
  public RestoreRecord {
    backup = Objects.requireNonNullElse(backup, "");
    milvus = Objects.requireNonNullElse(milvus, "");
    ifExists = Objects.requireNonNullElse(ifExists, "");
    updatedAt = Objects.requireNonNullElse(updatedAt, "");
    databases = databases == null ? List.of() : List.copyOf(databases);
  }

  /** When it was last taken up; long ago if that cannot be read. */
  public Instant updated() {
    try {
      return Instant.parse(updatedAt);
    } catch (DateTimeParseException e) {
      return Instant.EPOCH;
    }
  }

  RestoreRecord withDatabase(String database) {
    TreeSet<String> more = new TreeSet<>(databases);
    more.add(database);
    return new RestoreRecord(backup, milvus, ifExists, updatedAt, List.copyOf(more));
  }
}
