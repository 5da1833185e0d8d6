package dev.milvusbackup.server.internal.restore;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The body of restore, with the Go tool's mix of spellings. */
record RestoreBody(
    @Nullable String requestId,
    @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "my_backup")
        @JsonProperty("backup_name")
        @Nullable String backupName,
    @Schema(description = "The id for get_restore; generated if missing.") @Nullable String id,
    @Schema(description = "Answer immediately; get_restore returns the progress.") boolean async,
    @Schema(description = "Only the configured bucket.") @JsonProperty("bucket_name")
        @Nullable String bucketName,
    @Schema(description = "Another directory of the same bucket.") @Nullable String path,
    @Schema(description = "collection or database.collection, as in the backup; none means all.")
        @JsonProperty("collection_names")
        @Nullable List<String> collectionNames,
    @Schema(
            description = "Database to its collections, as an object or as JSON in a string.",
            type = "object",
            implementation = Object.class)
        @JsonProperty("db_collections")
        @Nullable JsonNode dbCollections,
    @Schema(
            description = "The same, matched with the names after renaming.",
            type = "object",
            implementation = Object.class)
        @JsonProperty("db_collections_after_rename")
        @Nullable JsonNode dbCollectionsAfterRename,
    @Schema(description = "Letters, digits and _.", example = "_recover")
        @JsonProperty("collection_suffix")
        @Nullable String collectionSuffix,
    @Schema(description = "Letters, digits and _. Not in the Go tool.", example = "old_")
        @JsonProperty("collection_prefix")
        @Nullable String collectionPrefix,
    @Schema(
            description =
                "db1.* to db2.*, db1.c1 to db2.c2, c1 to c2, or a_* to b_*; wins over prefix and suffix.")
        @JsonProperty("collection_renames")
        @Nullable Map<String, String> collectionRenames,
    @Schema(description = "Instead of suffix and renames.") @Nullable RestorePlanJson restorePlan,
    @Schema(description = "Schemas only.") boolean metaOnly,
    @Schema(description = "Rebuild the indexes.") boolean restoreIndex,
    @Schema(description = "Not supported.") boolean useAutoIndex,
    @Schema(description = "Replace existing collections.") boolean dropExistCollection,
    @Schema(description = "Not supported with skipCreateCollection.") boolean dropExistIndex,
    @Schema(description = "Import into existing collections.") boolean skipCreateCollection,
    @Schema(description = "Leave existing collections alone. Not in the Go tool.")
        boolean skipExistCollection,
    @Schema(description = "Restore users and roles of the backup.") boolean rbac,
    @Schema(description = "The same, but creates no users. Not in the Go tool.")
        boolean rbacWithoutPasswords,
    @Schema(
            description =
                "as_before: load what was loaded, if indexes are rebuilt; skip: nothing. Not in the Go tool.",
            defaultValue = "as_before")
        @Nullable String loadPolicy,
    @Schema(
            description =
                "if_free: aliases of others stay; require: they are an error; skip: no aliases. Not in the Go tool.",
            defaultValue = "if_free")
        @Nullable String aliasPolicy,
    @Schema(
            description =
                "Alias to the collection of the backup that it is moved to as the last step. Not in the Go tool.")
        @Nullable Map<String, String> switchAliases,
    @Schema(description = "Not supported.") int maxShardNum,
    @Schema(description = "Not supported.") @Nullable SkipParams skipParams,
    @Schema(description = "Has no effect: the version of the server decides.") boolean useV2Restore,
    @Schema(description = "Not supported.") boolean truncateBinlogByTs,
    @Schema(description = "Not supported.") @Nullable Map<String, String> ezkMapping,
    @Schema(description = "Has no effect.") boolean skipImportDiskQuotaCheck) {}
