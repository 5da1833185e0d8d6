package dev.milvusbackup.server.internal.prune;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.milvusbackup.server.internal.http.ServerJson;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The body of prune: one flat object, here in groups. */
record PruneBody(
    @JsonUnwrapped PruneScope scope,
    @JsonUnwrapped PruneCounts counts,
    @JsonUnwrapped PruneAges ages) {

  static PruneBody read(byte[] json) {
    return new PruneBody(
        ServerJson.read(json, PruneScope.class),
        ServerJson.read(json, PruneCounts.class),
        ServerJson.read(json, PruneAges.class));
  }

  /** Which backups it is about, and where they are. */
  record PruneScope(
      @Nullable String requestId,
      @Schema(description = "Only backups whose names start with this.", example = "nightly_")
          @Nullable String prefix,
      @Schema(description = "All backups; instead of a prefix.") boolean all,
      @Schema(description = "Only backups with these labels.")
          @Nullable Map<String, @Nullable String> labels,
      @Schema(description = "Only show what would be deleted, and why the rest is kept.")
          @JsonProperty("dry_run")
          boolean dryRun,
      @Schema(description = "Another directory of the same bucket.") @Nullable String path) {}

  /** How many backups the rules keep; 0 if there is no such rule. */
  record PruneCounts(
      @Schema(description = "Keep the newest backups.", example = "7") @JsonProperty("keep_last")
          int last,
      @Schema(description = "Keep the newest backup of each of so many hours.")
          @JsonProperty("keep_hourly")
          int hourly,
      @Schema(description = "The same for days.") @JsonProperty("keep_daily") int daily,
      @Schema(description = "The same for weeks, from Monday to Sunday.")
          @JsonProperty("keep_weekly")
          int weekly,
      @Schema(description = "The same for months.") @JsonProperty("keep_monthly") int monthly,
      @Schema(description = "The same for years.") @JsonProperty("keep_yearly") int yearly) {}

  /** Rules that go by age or label, and those for shared objects. */
  record PruneAges(
      @Schema(description = "Keep backups with one of these labels.") @JsonProperty("keep_labels")
          @Nullable Map<String, @Nullable String> keepLabels,
      @Schema(
              description =
                  "Keep what is at most so much older than the newest backup: 12h, 30d, 8w.")
          @JsonProperty("keep_within")
          @Nullable String within,
      @Schema(
              description =
                  "Also delete incomplete backups to which nothing was written for this long.")
          @JsonProperty("delete_incomplete_after")
          @Nullable String incompleteAfter,
      @Schema(
              description =
                  "No backups, only objects of incremental backups to which none refers; instead of a prefix.")
          boolean unreferenced,
      @Schema(
              description =
                  "How long such objects remain after a prune has found them: 12h, 1d; at least 1h. 1d if missing.")
          @JsonProperty("grace_period")
          @Nullable String gracePeriod,
      @Schema(description = "Where days begin, such as Europe/Berlin. UTC if missing.")
          @JsonProperty("time_zone")
          @Nullable String zone) {}
}
