package dev.milvusbackup.server.internal.create;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.milvusbackup.VerifyDepth;
import dev.milvusbackup.error.InvalidRequestException;
import dev.milvusbackup.server.internal.body.RetentionOptions;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
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
        @Nullable Map<String, @Nullable String> labels,
    @Schema(
            description =
                "Verify the new backup: metadata, presence, content, restore or none. If missing: what the server's configuration says. Not in the Go tool.")
        @Nullable String verify,
    @Schema(
            description =
                "The old backups to delete after the create has succeeded, as in prune. If missing: what the server's configuration says. Not in the Go tool.")
        @Nullable RetentionOptions retention) {

  private static final String NONE = "none";

  /** The depth of the verification; the default if the body does not say. */
  Optional<VerifyDepth> depth(Optional<VerifyDepth> byDefault) {
    if (verify == null || verify.isEmpty()) {
      return byDefault;
    }
    return verify.equals(NONE)
        ? Optional.empty()
        : Optional.of(
            Stream.of(VerifyDepth.values())
                .filter(depth -> depth.name().toLowerCase(Locale.ROOT).equals(verify))
                .findFirst()
                .orElseThrow(
                    () ->
                        new InvalidRequestException(
                            "Cannot create a backup: unknown depth of 'verify'. Known: metadata, presence, content, restore, none.")));
  }
}
