package dev.milvusbackup.server.internal.jobs;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.RestoreReport;
import dev.milvusbackup.config.internal.Wording;
import java.util.ArrayList;
import java.util.List;

/**
 * A target collection of a restore.
 *
 * @param error the error; empty unless it failed
 */
public record TargetRecord(String database, String collection, JobState state, String error) {

  static TargetRecord pending(CollectionName target) {
    return of(target, JobState.INITIAL, "");
  }

  /** The states of the targets. Targets that the report does not name were not started. */
  static List<TargetRecord> of(RestoreReport report) {
    List<TargetRecord> targets = new ArrayList<>();
    report.restored().forEach(r -> targets.add(of(r.target(), JobState.SUCCESS, "")));
    report.skipped().forEach(s -> targets.add(of(s.target(), JobState.SUCCESS, "")));
    report
        .failed()
        .forEach(
            f ->
                targets.add(
                    of(f.target(), JobState.FAIL, Wording.REST.of(f.cause().getMessage()))));
    return targets;
  }

  private static TargetRecord of(CollectionName target, JobState state, String error) {
    return new TargetRecord(target.database(), target.name(), state, error);
  }
}
