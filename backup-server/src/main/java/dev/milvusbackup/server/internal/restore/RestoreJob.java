package dev.milvusbackup.server.internal.restore;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.milvusbackup.error.InvalidRequestException;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The backup to restore and where it is, ids, and when to answer. */
record RestoreJob(
    @Nullable String requestId,
    @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "my_backup")
        @JsonProperty("backup_name")
        @Nullable String backupName,
    @Schema(description = "The id for get_restore; generated if missing.") @Nullable String id,
    @Schema(description = "Answer immediately; get_restore returns the progress.") boolean async,
    @Schema(description = "Only the configured bucket.") @JsonProperty("bucket_name")
        @Nullable String bucketName,
    @Schema(description = "Another directory of the same bucket.") @Nullable String path) {

  String requiredName() {
    if (backupName == null || backupName.isEmpty()) {
      throw new InvalidRequestException("backup name is required");
    }
    return backupName;
  }
}
