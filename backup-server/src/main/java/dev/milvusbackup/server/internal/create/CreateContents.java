package dev.milvusbackup.server.internal.create;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.milvusbackup.BackupStrategy;
import dev.milvusbackup.RbacPolicy;
import dev.milvusbackup.error.InvalidRequestException;
import dev.milvusbackup.server.internal.body.RbacOptions;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Whether to flush, and what besides rows a backup contains. */
record CreateContents(
    @Schema(description = "auto, serial_flush, bulk_flush, skip_flush or meta_only.")
        @Nullable String strategy,
    @Schema(description = "Same as the strategy skip_flush.") boolean force,
    @Schema(description = "Same as the strategy meta_only.") @JsonProperty("meta_only")
        boolean metaOnly,
    @Schema(description = "Include users and roles of the server.") boolean rbac,
    @Schema(description = "The same, without password hashes. Not in the Go tool.")
        @JsonProperty("rbac_without_passwords")
        boolean rbacWithoutPasswords,
    @Schema(
            description =
                "Create the backup although Milvus counts other rows than the backup has. Not in the Go tool.")
        @JsonProperty("accept_row_differences")
        boolean acceptRowDifferences) {

  RbacPolicy rbacPolicy() {
    return RbacOptions.of(rbac, rbacWithoutPasswords);
  }

  BackupStrategy backupStrategy() {
    return switch (strategy == null ? "" : strategy) {
      case "" ->
          force
              ? BackupStrategy.SKIP_FLUSH
              : metaOnly ? BackupStrategy.SCHEMA_ONLY : BackupStrategy.FLUSH;
      case "auto", "serial_flush", "bulk_flush" -> BackupStrategy.FLUSH;
      case "skip_flush" -> BackupStrategy.SKIP_FLUSH;
      case "meta_only" -> BackupStrategy.SCHEMA_ONLY;
      default ->
          throw new InvalidRequestException(
              "Cannot create a backup: unknown strategy. Known: auto, serial_flush, bulk_flush, skip_flush, meta_only.");
    };
  }
}
