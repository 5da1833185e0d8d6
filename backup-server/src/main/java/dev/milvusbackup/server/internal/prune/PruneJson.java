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
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a prune did, or would do.
 *
 * @param deleted the names of the backups that were deleted, or that would be
 * @param skipped the names of backups that another job had changed since the decision
 * @param failed the names of backups that could not be deleted, with the reasons
 */
@JsonPropertyOrder({"decisions", "deleted", "skipped", "failed"})
record PruneJson(
    List<DecisionJson> decisions,
    List<String> deleted,
    List<String> skipped,
    Map<String, String> failed) {

  static PruneJson of(PrunePreview preview) {
    return new PruneJson(
        decisions(preview.decisions()),
        Stream.concat(
                preview.decisions().stream().filter(d -> !d.isKept()).map(d -> d.backup().name()),
                preview.incomplete().stream())
            .toList(),
        List.of(),
        Map.of());
  }

  static PruneJson of(PruneReport report) {
    return new PruneJson(
        decisions(report.decisions()),
        report.deleted().stream().map(DeleteReport::name).toList(),
        report.skipped(),
        report.failed().stream()
            .collect(
                Collectors.toMap(
                    PruneReport.Failed::name, f -> Wording.REST.of(f.cause().getMessage()))));
  }

  private static List<DecisionJson> decisions(List<RetentionDecision> decisions) {
    return decisions.stream().map(DecisionJson::of).toList();
  }

  /** What happens to a complete backup, and why. */
  @JsonPropertyOrder({"backup_name", "created_at", "kept", "reasons"})
  record DecisionJson(
      @JsonProperty("backup_name") String name,
      @JsonProperty("created_at") String createdAt,
      @JsonInclude(JsonInclude.Include.ALWAYS) boolean kept,
      List<KeepReason> reasons) {

    static DecisionJson of(RetentionDecision decision) {
      return new DecisionJson(
          decision.backup().name(),
          decision.backup().createdAt().map(Instant::toString).orElse(""),
          decision.isKept(),
          decision.reasons().stream().sorted().toList());
    }
  }
}
