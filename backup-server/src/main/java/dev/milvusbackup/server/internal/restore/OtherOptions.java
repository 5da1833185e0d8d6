package dev.milvusbackup.server.internal.restore;

import dev.milvusbackup.server.internal.body.UnsupportedOption;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Options of the Go tool that a restore refuses, or does not depend on. */
record OtherOptions(
    @Schema(description = "Has no effect: the version of the server decides.") boolean useV2Restore,
    @Schema(description = "Not supported.") boolean truncateBinlogByTs,
    @Schema(description = "Not supported.") @Nullable Map<String, String> ezkMapping,
    @Schema(description = "Has no effect.") boolean skipImportDiskQuotaCheck) {

  void checkSupported() {
    UnsupportedOption.refuse(truncateBinlogByTs, "truncateBinlogByTs", "always restores all rows");
    UnsupportedOption.refuse(
        ezkMapping != null && !ezkMapping.isEmpty(),
        "ezkMapping",
        "never restores encryption zones");
  }
}
