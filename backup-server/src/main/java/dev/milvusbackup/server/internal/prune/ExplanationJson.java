package dev.milvusbackup.server.internal.prune;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.milvusbackup.retention.ObjectExplanation;
import dev.milvusbackup.retention.ObjectFate;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why an object stays, or when a prune removes it. */
@JsonPropertyOrder({"key", "fate", "size", "backup_name", "referred_by"})
record ExplanationJson(
    String key,
    ObjectFate fate,
    @Schema(description = "-1 if it is missing.") long size,
    @JsonProperty("backup_name") String backup,
    @JsonProperty("referred_by") List<String> referredBy,
    @JsonUnwrapped RemovalJson removal) {

  static ExplanationJson of(ObjectExplanation object) {
    return new ExplanationJson(
        object.key().path(),
        object.fate(),
        object.size().orElse(-1),
        object.backup().orElse(""),
        object.referredBy(),
        new RemovalJson(
            object.condemnedSince().map(Instant::toString).orElse(null),
            object.removableFrom().map(Instant::toString).orElse(null),
            object.waitingFor(),
            object.damaged(),
            object.unreadable()));
  }

  /** When it goes, and what it waits for. */
  @JsonPropertyOrder({"condemned_since", "removable_from", "waiting_for", "damaged", "unreadable"})
  record RemovalJson(
      @JsonProperty("condemned_since") @Nullable String condemnedSince,
      @JsonProperty("removable_from") @Nullable String removableFrom,
      @JsonProperty("waiting_for") List<String> waitingFor,
      boolean damaged,
      @Schema(description = "Backups that cannot be read, so that prunes refuse.")
          List<String> unreadable) {}
}
