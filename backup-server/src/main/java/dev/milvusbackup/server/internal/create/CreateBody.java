package dev.milvusbackup.server.internal.create;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import dev.milvusbackup.server.internal.body.CollectionFilter;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The body of create. */
record CreateBody(
    @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "my_backup")
        @JsonProperty("backup_name")
        @Nullable String backupName,
    @Schema(description = "Answer immediately; get_backup returns the progress.") boolean async,
    @Schema(description = "collection or database.collection; none means all.")
        @JsonProperty("collection_names")
        @Nullable List<String> collectionNames,
    @Schema(
            description = "Database to its collections, as an object or as JSON in a string.",
            type = "object",
            implementation = Object.class)
        @JsonProperty("db_collections")
        @Nullable JsonNode dbCollections,
    @Schema(description = "Database to its collections; wins over the other two.")
        @Nullable Map<String, CollectionFilter> filter,
    @Schema(description = "auto, serial_flush, bulk_flush, skip_flush or meta_only.")
        @Nullable String strategy,
    @Schema(description = "Same as the strategy skip_flush.") boolean force,
    @Schema(description = "Same as the strategy meta_only.") @JsonProperty("meta_only")
        boolean metaOnly,
    @Schema(description = "Include users and roles of the server.") boolean rbac,
    @Schema(description = "The same, without password hashes. Not in the Go tool.")
        @JsonProperty("rbac_without_passwords")
        boolean rbacWithoutPasswords,
    @Schema(description = "Another directory of the same bucket.") @JsonProperty("backup_root_path")
        @Nullable String backupRootPath,
    @Schema(description = "Not supported.") @JsonProperty("with_index_extra")
        boolean withIndexExtra,
    @Schema(description = "auto or binlog: copies of Milvus's files; logical: rows by queries.")
        @Nullable String format,
    @Schema(description = "Has no effect.") @JsonProperty("gc_pause_enable") boolean gcPauseEnable,
    @Schema(description = "Has no effect.") @JsonProperty("gc_pause_seconds") int gcPauseSeconds,
    @Schema(description = "Has no effect.") @JsonProperty("gc_pause_address")
        @Nullable String gcPauseAddress) {}
