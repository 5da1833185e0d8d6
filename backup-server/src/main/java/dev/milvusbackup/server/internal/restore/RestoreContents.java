package dev.milvusbackup.server.internal.restore;

import dev.milvusbackup.IndexPolicy;
import dev.milvusbackup.RestoreContent;
import dev.milvusbackup.RestoreRequest;
import dev.milvusbackup.SchemaChanges;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Whether rows and indexes are restored, and what differs from the schemas of the backup. */
record RestoreContents(
    @Schema(description = "Schemas only.") boolean metaOnly,
    @Schema(description = "Rebuild the indexes.") boolean restoreIndex,
    @Schema(
            description =
                "With restoreIndex: let Milvus choose the type of the indexes of vectors.")
        boolean useAutoIndex,
    @Schema(description = "The most shards of a collection; 0 for no limit.") int maxShardNum,
    @Schema(description = "Parameters to leave out, by key.") @Nullable SkipParams skipParams) {

  void addTo(RestoreRequest.Builder builder) {
    IndexPolicy policy = useAutoIndex ? IndexPolicy.AUTO : IndexPolicy.REBUILD;
    builder
        .indexes(restoreIndex ? policy : IndexPolicy.SKIP)
        .content(metaOnly ? RestoreContent.SCHEMA_ONLY : RestoreContent.ALL);
  }

  /** Like the Go tool, it takes numbers below 1 for "not set". */
  void addTo(SchemaChanges.Builder changes) {
    if (maxShardNum > 0) {
      changes.maxShards(maxShardNum);
    }
    if (skipParams != null) {
      skipParams.addTo(changes);
    }
  }
}
