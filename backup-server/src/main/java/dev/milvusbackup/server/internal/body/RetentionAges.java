package dev.milvusbackup.server.internal.body;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.milvusbackup.config.internal.Age;
import dev.milvusbackup.error.InvalidRequestException;
import dev.milvusbackup.retention.PruneRequest;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rules that go by age or label, and those for shared objects. */
public record RetentionAges(
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
                "How long such objects remain after a prune has found them: 12h, 1d; at least 1h. 1d if missing.")
        @JsonProperty("grace_period")
        @Nullable String gracePeriod,
    @Schema(description = "Where days begin, such as Europe/Berlin. UTC if missing.")
        @JsonProperty("time_zone")
        @Nullable String zone) {

  void addTo(PruneRequest.Builder request) {
    LabelOptions.of(keepLabels).forEach(request::keepLabel);
    given(within).map(Age::parse).ifPresent(request::keepWithin);
    given(incompleteAfter).map(Age::parse).ifPresent(request::deleteIncompleteAfter);
    given(gracePeriod).map(Age::parse).ifPresent(request::gracePeriod);
    given(zone).map(RetentionAges::zone).ifPresent(request::zone);
  }

  private static ZoneId zone(String name) {
    try {
      return ZoneId.of(name);
    } catch (DateTimeException e) {
      throw new InvalidRequestException(
          "Cannot prune: unknown time_zone. Send one such as Europe/Berlin.", e);
    }
  }

  private static Optional<String> given(@Nullable String value) {
    return Optional.ofNullable(value).filter(text -> !text.isEmpty());
  }
}
