package dev.milvusbackup.server.internal.create;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Options of the Go tool about garbage collection, which a create here does not depend on. */
record GcPauseOptions(
    @Schema(description = "Has no effect.") @JsonProperty("gc_pause_enable") boolean gcPauseEnable,
    @Schema(description = "Has no effect.") @JsonProperty("gc_pause_seconds") int gcPauseSeconds,
    @Schema(description = "Has no effect.") @JsonProperty("gc_pause_address")
        @Nullable String gcPauseAddress) {}
