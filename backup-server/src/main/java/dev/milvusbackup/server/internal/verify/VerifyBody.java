package dev.milvusbackup.server.internal.verify;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.milvusbackup.server.internal.http.ServerJson;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The body of verify: one flat object, here in groups. */
record VerifyBody(@JsonUnwrapped VerifyJob job, @JsonUnwrapped VerifyScope scope) {

  static VerifyBody read(byte[] json) {
    return new VerifyBody(
        ServerJson.read(json, VerifyJob.class), ServerJson.read(json, VerifyScope.class));
  }

  /** The name of the backup, ids, and when to answer. */
  record VerifyJob(
      @Nullable String requestId,
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "my_backup")
          @JsonProperty("backup_name")
          @Nullable String backupName,
      @Schema(description = "The id of the job; generated if missing.") @Nullable String id,
      @Schema(description = "Answer immediately; GET verify returns the progress.")
          boolean async) {}

  /** How much of the backup is read, and where it is. */
  record VerifyScope(
      @Schema(description = "metadata, presence, content (if missing) or restore.")
          @Nullable String depth,
      @Schema(description = "Read only this part of the data, 1 to 100.")
          @JsonProperty("sample_percent")
          int samplePercent,
      @Schema(description = "Makes the sample repeatable.") @Nullable Long seed,
      @Schema(description = "Another directory of the same bucket.") @Nullable String path) {}
}
