package dev.milvusbackup.server.internal.prune;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.milvusbackup.DeleteReport;
import dev.milvusbackup.config.internal.Wording;
import dev.milvusbackup.retention.KeepReason;
import dev.milvusbackup.retention.PrunePreview;
import dev.milvusbackup.retention.PruneReport;
import dev.milvusbackup.retention.RetentionDecision;
import dev.milvusbackup.retention.SharedSpace;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a prune did, or would do.
 *
 * @param deleted the names of the backups that were deleted, or that would be
 * @param skipped the names of backups that another job had changed since the decision
 * @param failed the names of backups that could not be deleted, with the reasons
 * @param shared what happened to the objects that incremental backups share
 */
@JsonPropertyOrder({"decisions", "deleted", "skipped", "failed", "shared"})
record PruneJson(
    List<DecisionJson> decisions,
    List<String> deleted,
    List<String> skipped,
    Map<String, String> failed,
    @Nullable SharedJson shared) {

  static PruneJson of(PrunePreview preview) {
    return new PruneJson(
        decisions(preview.decisions()),
        Stream.concat(
                preview.decisions().stream().filter(d -> !d.isKept()).map(d -> d.backup().name()),
                preview.incomplete().stream())
            .toList(),
        List.of(),
        Map.of(),
        SharedJson.of(preview.sharedSpace()));
  }

  static PruneJson of(PruneReport report) {
    return new PruneJson(
        decisions(report.decisions()),
        report.deleted().stream().map(DeleteReport::name).toList(),
        report.skipped(),
        report.failed().stream()
            .collect(
                Collectors.toMap(
                    PruneReport.Failed::name, f -> Wording.REST.of(f.cause().getMessage()))),
        SharedJson.of(report.sharedSpace()));
  }

  private static List<DecisionJson> decisions(List<RetentionDecision> decisions) {
    return decisions.stream().map(DecisionJson::of).toList();
  }

  /** In bytes; null if incremental backups share nothing. */
  @JsonPropertyOrder({
    "bytes",
    "bytes_removed",
    "bytes_condemned",
    "waiting_for",
    "bytes_locked",
    "locked_until"
  })
  record SharedJson(
      long bytes,
      @JsonProperty("bytes_removed") long removed,
      @JsonProperty("bytes_condemned") long condemned,
      @JsonProperty("waiting_for") List<String> waitingFor,
      @Schema(description = "What remains only since it is locked.") @JsonProperty("bytes_locked")
          long locked,
      @JsonProperty("locked_until") @Nullable String lockedUntil) {

    static @Nullable SharedJson of(SharedSpace space) {
      return space.equals(SharedSpace.NONE)
          ? null
          : new SharedJson(
              space.bytes(),
              space.bytesRemoved(),
              space.bytesCondemned(),
              space.waitingFor(),
              space.bytesLocked(),
              space.lockedUntil().map(Instant::toString).orElse(null));
    }
  }

  /** What happens to a complete backup, and why. */
  @JsonPropertyOrder({"backup_name", "created_at", "kept", "reasons", "damaged"})
  record DecisionJson(
      @JsonProperty("backup_name") String name,
      @JsonProperty("created_at") String createdAt,
      @JsonInclude(JsonInclude.Include.ALWAYS) boolean kept,
      List<KeepReason> reasons,
      @Schema(description = "Whether its last verification has found damage.") boolean damaged) {

    static DecisionJson of(RetentionDecision decision) {
      return new DecisionJson(
          decision.backup().name(),
          decision.backup().createdAt().map(Instant::toString).orElse(""),
          decision.isKept(),
          decision.reasons().stream().sorted().toList(),
          decision.isDamaged());
    }
  }
}
