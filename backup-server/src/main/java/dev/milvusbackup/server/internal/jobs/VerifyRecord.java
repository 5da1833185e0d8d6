package dev.milvusbackup.server.internal.jobs;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.milvusbackup.VerifyReport;
import dev.milvusbackup.config.internal.Wording;
import java.util.List;

/**
 * The findings of a verification.
 *
 * @param findings the first findings
 * @param findingCount the number of all findings
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonPropertyOrder({"depth", "sound", "objects", "bytes", "finding_count", "findings"})
public record VerifyRecord(
    String depth,
    @JsonInclude(JsonInclude.Include.ALWAYS) boolean sound,
    long objects,
    long bytes,
    @JsonProperty("finding_count") long findingCount,
    List<FindingRecord> findings) {

  private static final int MOST_FINDINGS = 200;

  public VerifyRecord {
    findings = findings == null ? List.of() : List.copyOf(findings);
  }

  static VerifyRecord of(VerifyReport report) {
    return new VerifyRecord(
        report.depth().name(),
        report.isSound(),
        report.objects(),
        report.bytes(),
        report.findingCount(),
        report.findings().stream().limit(MOST_FINDINGS).map(FindingRecord::of).toList());
  }

  /** One finding. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonPropertyOrder({"kind", "key", "message"})
  public record FindingRecord(String kind, String key, String message) {

    static FindingRecord of(VerifyReport.Finding finding) {
      return new FindingRecord(
          finding.kind().name(), finding.key().path(), Wording.REST.of(finding.message()));
    }
  }
}
