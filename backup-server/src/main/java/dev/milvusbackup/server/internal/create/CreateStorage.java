package dev.milvusbackup.server.internal.create;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.milvusbackup.BackupMode;
import dev.milvusbackup.config.internal.LockOption;
import dev.milvusbackup.error.InvalidRequestException;
import dev.milvusbackup.server.internal.body.UnsupportedOption;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where and how a backup is stored. */
record CreateStorage(
    @Schema(description = "Another directory of the same bucket.") @JsonProperty("backup_root_path")
        @Nullable String backupRootPath,
    @Schema(description = "Not supported.") @JsonProperty("with_index_extra")
        boolean withIndexExtra,
    @Schema(description = "auto or binlog: copies of Milvus's files; logical: rows by queries.")
        @Nullable String format,
    @Schema(
            description =
                "Copy only what no earlier incremental backup of this Milvus holds. If missing: what the server's configuration says. Not in the Go tool, which does not find such a backup.")
        @Nullable Boolean incremental,
    @Schema(
            example = "30d",
            description =
                "Lock the objects of the backup against deletion: 12h, 30d, 8w or none. Needs a bucket with object lock. If missing: what the server's configuration says. Not in the Go tool.")
        @JsonProperty("lock_for")
        @Nullable String lockFor,
    @Schema(
            description =
                "governance: users with a special right can end the lock; compliance: nobody can. Not in the Go tool.")
        @JsonProperty("lock_mode")
        @Nullable String lockMode) {

  LockOption lock() {
    return new LockOption(given(lockFor), given(lockMode));
  }

  private static Optional<String> given(@Nullable String text) {
    return Optional.ofNullable(text).filter(value -> !value.isEmpty());
  }

  void checkSupported() {
    UnsupportedOption.refuse(
        withIndexExtra, "with_index_extra", "never reads the extra fields of indexes");
  }

  BackupMode mode() {
    return switch (format == null ? "" : format) {
      case "", "auto", "binlog" -> BackupMode.BINLOG;
      case "logical" -> BackupMode.LOGICAL;
      default ->
          throw new InvalidRequestException(
              "snapshot".equals(format)
                  ? "Option 'format' is not supported with the value snapshot: this version copies Milvus's files or reads its rows. Send auto, binlog or logical."
                  : "Option 'format' is not supported with this value. Known: auto, binlog, logical.");
    };
  }
}
