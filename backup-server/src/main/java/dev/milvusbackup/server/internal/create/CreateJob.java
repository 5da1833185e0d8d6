package dev.milvusbackup.server.internal.create;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The name of the backup, and when to answer. */
record CreateJob(
    @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "my_backup")
        @JsonProperty("backup_name")
        @Nullable String backupName,
    @Schema(description = "Answer immediately; get_backup returns the progress.") boolean async,
    @Schema(description = "A line about the backup. Not in the Go tool.")
        @Nullable String description,
    @Schema(description = "Labels of the backup, for prune. Not in the Go tool.")
        @Nullable Map<String, @Nullable String> labels) {}
