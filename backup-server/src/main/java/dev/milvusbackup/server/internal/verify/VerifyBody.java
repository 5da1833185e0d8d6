package dev.milvusbackup.server.internal.verify;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The body of verify. */
record VerifyBody(
    @Nullable String requestId,
    @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "my_backup")
        @JsonProperty("backup_name")
        @Nullable String backupName,
    @Schema(description = "The id of the job; generated if missing.") @Nullable String id,
    @Schema(description = "Answer immediately; GET verify returns the progress.") boolean async,
    @Schema(description = "metadata, presence, content (if missing) or restore.")
        @Nullable String depth,
    @Schema(description = "Read only this part of the data, 1 to 100.")
        @JsonProperty("sample_percent")
        int samplePercent,
    @Schema(description = "Makes the sample repeatable.") @Nullable Long seed,
    @Schema(description = "Another directory of the same bucket.") @Nullable String path) {}
