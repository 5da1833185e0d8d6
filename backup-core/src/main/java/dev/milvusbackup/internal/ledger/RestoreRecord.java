package dev.milvusbackup.internal.ledger;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;

/**
 * The restore that a ledger belongs to.
 *
 * @param backup the backup's name
 * @param milvus the Milvus that the records refer to
 * @param ifExists what the restore does about existing targets
 * @param updatedAt when a restore last started or resumed, ISO 8601 in UTC
 * @param databases those that the restore has created, or was about to create
 */
public record RestoreRecord(
    @JsonProperty("backup") String backup,
    @JsonProperty("milvus") String milvus,
    @JsonProperty("if_exists") String ifExists,
    @JsonProperty("updated_at") String updatedAt,
    @JsonProperty("databases") List<String> databases) {

  /** Replaces values that the JSON leaves out by empty ones. */
  public RestoreRecord {
    backup = Objects.requireNonNullElse(backup, "");
    milvus = Objects.requireNonNullElse(milvus, "");
    ifExists = Objects.requireNonNullElse(ifExists, "");
    updatedAt = Objects.requireNonNullElse(updatedAt, "");
    databases = databases == null ? List.of() : List.copyOf(databases);
  }

  /** When the restore last started or resumed; long ago if the value is unreadable. */
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
