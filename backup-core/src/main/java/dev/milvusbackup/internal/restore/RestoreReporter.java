package dev.milvusbackup.internal.restore;

import dev.milvusbackup.RestoreFailedException;
import dev.milvusbackup.RestoreReport;
import dev.milvusbackup.RestoreReport.Failed;
import dev.milvusbackup.RestoreReport.Restored;
import dev.milvusbackup.RestoreRequest;
import dev.milvusbackup.internal.data.RbacPlan;
import dev.milvusbackup.internal.data.RestorePlan;
import dev.milvusbackup.internal.restore.collection.CollectionOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Summarizes the outcomes of the collections. */
record RestoreReporter(RestoreRequest request, RestorePlan plan) {

  private static final Logger LOG = LoggerFactory.getLogger(RestoreReporter.class);

  /**
   * Reports.
   *
   * @throws RestoreFailedException with the report, if a collection failed
   */
  RestoreReport report(List<CollectionOutcome> outcomes, Duration duration) {
    List<Restored> restored =
        outcomes.stream().map(CollectionOutcome::restored).flatMap(Optional::stream).toList();
    List<Failed> failed =
        Stream.concat(
                outcomes.stream().map(CollectionOutcome::failed).flatMap(Optional::stream),
                plan.leftOut().refused().stream())
            .toList();
    RestoreReport.Builder builder =
        RestoreReport.builder(request.backup().value())
            .restored(restored)
            .skipped(plan.leftOut().skipped())
            .failed(failed)
            .duration(duration);
    plan.rbac().filter(rbac -> failed.isEmpty()).map(RbacPlan::changes).ifPresent(builder::rbac);
    RestoreReport report = builder.build();
    LOG.info(
        "Restore of '{}': {} collections restored, {} skipped, {} failed, in {}",
        request.backup(),
        restored.size(),
        plan.leftOut().skipped().size(),
        failed.size(),
        duration);
    if (!failed.isEmpty()) {
      throw new RestoreFailedException(message(report), report);
    }
    return report;
  }

  private static String message(RestoreReport report) {
    String first = report.failed().get(0).cause().getMessage();
    String names =
        report.failed().stream().map(f -> f.target().toString()).collect(Collectors.joining(", "));
    return "Cannot restore %d of %d collections of backup '%s' (%s): %s"
        .formatted(
            report.failed().size(),
            report.failed().size() + report.restored().size(),
            report.backup(),
            names,
            first);
  }
}
