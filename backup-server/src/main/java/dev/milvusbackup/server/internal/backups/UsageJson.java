package dev.milvusbackup.server.internal.backups;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.milvusbackup.config.internal.Wording;
import dev.milvusbackup.retention.BackupUsage;
import dev.milvusbackup.retention.StoreUsage;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** What the backups hold. */
@JsonPropertyOrder({"backups", "bytes", "bytes_unreferenced"})
@JsonInclude(JsonInclude.Include.ALWAYS)
record UsageJson(
    List<BackupUsageJson> backups,
    @Schema(description = "All backups and shared objects; each object counts once.") long bytes,
    @Schema(description = "Shared objects that no backup needs.")
        @JsonProperty("bytes_unreferenced")
        long bytesUnreferenced) {

  static UsageJson of(StoreUsage usage) {
    return new UsageJson(
        usage.backups().stream().map(BackupUsageJson::of).toList(),
        usage.bytes(),
        usage.bytesUnreferenced());
  }

  /** What one backup holds, in bytes. */
  @JsonPropertyOrder({"backup_name", "own", "only_here", "shared", "shared_with", "problem"})
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record BackupUsageJson(
      @JsonProperty("backup_name") String name,
      @Schema(description = "In its own directory.") long own,
      @Schema(description = "Shared objects that no other backup needs; a delete frees them too.")
          @JsonProperty("only_here")
          long onlyHere,
      @Schema(description = "Shared objects that others need too.") long shared,
      @JsonProperty("shared_with") List<String> sharedWith,
      @Schema(description = "Why it is incomplete or cannot be read.") String problem) {

    static BackupUsageJson of(BackupUsage backup) {
      return new BackupUsageJson(
          backup.name(),
          backup.metadataBytes() + backup.dataBytes(),
          backup.bytesOnlyHere(),
          backup.bytesShared(),
          backup.sharedWith(),
          backup.problem().map(Wording.REST::of).orElse(""));
    }
  }
}
