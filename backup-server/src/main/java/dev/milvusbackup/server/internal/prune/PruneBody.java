package dev.milvusbackup.server.internal.prune;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.milvusbackup.server.internal.body.RetentionAges;
import dev.milvusbackup.server.internal.body.RetentionCounts;
import dev.milvusbackup.server.internal.body.RetentionOptions;
import dev.milvusbackup.server.internal.body.RetentionScope;
import dev.milvusbackup.server.internal.http.ServerJson;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The body of prune: one flat object, here in groups. */
record PruneBody(@JsonUnwrapped PruneJob job, @JsonUnwrapped RetentionOptions retention) {

  /** Group by group, so that errors have positions. */
  static PruneBody read(byte[] json) {
    return new PruneBody(
        ServerJson.read(json, PruneJob.class),
        new RetentionOptions(
            ServerJson.read(json, RetentionScope.class),
            ServerJson.read(json, RetentionCounts.class),
            ServerJson.read(json, RetentionAges.class)));
  }

  /** Where the backups are, and whether to delete any. */
  record PruneJob(
      @Nullable String requestId,
      @Schema(description = "Only show what would be deleted, and why the rest is kept.")
          @JsonProperty("dry_run")
          boolean dryRun,
      @Schema(description = "Another directory of the same bucket.") @Nullable String path) {}
}
