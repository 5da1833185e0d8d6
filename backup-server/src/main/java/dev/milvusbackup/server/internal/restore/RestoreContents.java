package dev.milvusbackup.server.internal.restore;

import dev.milvusbackup.IndexPolicy;
import dev.milvusbackup.RestoreContent;
import dev.milvusbackup.RestoreRequest;
import dev.milvusbackup.server.internal.body.UnsupportedOption;
import io.swagger.v3.oas.annotations.media.Schema;

/** Whether rows and indexes are restored. */
record RestoreContents(
    @Schema(description = "Schemas only.") boolean metaOnly,
    @Schema(description = "Rebuild the indexes.") boolean restoreIndex,
    @Schema(description = "Not supported.") boolean useAutoIndex) {

  void checkSupported() {
    UnsupportedOption.refuse(
        useAutoIndex && restoreIndex, "useAutoIndex", "always restores indexes as they were");
  }

  void addTo(RestoreRequest.Builder builder) {
    builder
        .indexes(restoreIndex ? IndexPolicy.REBUILD : IndexPolicy.SKIP)
        .content(metaOnly ? RestoreContent.SCHEMA_ONLY : RestoreContent.ALL);
  }
}
