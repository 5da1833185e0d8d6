package dev.milvusbackup.cli;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.RestoreReport;
import dev.milvusbackup.config.internal.Wording;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The result of a restore, for people and for programs. */
final class RestoreOutcome {

  private RestoreOutcome() {}

  static List<String> lines(RestoreReport report) {
    List<String> lines = new ArrayList<>();
    report.rbac().ifPresent(rbac -> RbacText.lines("added", "left out", rbac).forEach(lines::add));
    for (RestoreReport.Restored r : report.restored()) {
      lines.add("restored %s as %s, %d rows".formatted(r.source(), r.target(), r.rows()));
      r.rowsNotCompared()
          .ifPresent(
              why ->
                  lines.add(
                      "note: the rows of %s were not compared with the backup: %s"
                          .formatted(r.target(), worded(why))));
      r.warnings()
          .forEach(warning -> lines.add("warning: %s: %s".formatted(r.target(), worded(warning))));
    }
    report
        .skipped()
        .forEach(s -> lines.add("skipped %s: %s exists".formatted(s.source(), s.target())));
    lines.add("duration:" + Amount.seconds(report.duration()));
    return lines;
  }

  /** Its result. */
  static Object json(RestoreReport report) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("backup", report.backup());
    json.put("restored", report.restored().stream().map(RestoreOutcome::json).toList());
    json.put("skipped", report.skipped().stream().map(RestoreOutcome::json).toList());
    report.rbac().ifPresent(rbac -> json.put("rbac", RbacText.json(rbac)));
    json.put("failed", report.failed().stream().map(RestoreOutcome::json).toList());
    json.put("duration_millis", report.duration().toMillis());
    return json;
  }

  private static Map<String, Object> names(CollectionName source, CollectionName target) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("source", source.toString());
    json.put("target", target.toString());
    return json;
  }

  private static Object json(RestoreReport.Restored restored) {
    Map<String, Object> json = names(restored.source(), restored.target());
    json.put("rows", restored.rows());
    json.put("import_jobs", restored.importJobs());
    json.put("import_jobs_reused", restored.importJobsReused());
    json.put("placement", restored.placement());
    restored.rowsNotCompared().ifPresent(why -> json.put("rows_not_compared", worded(why)));
    json.put("warnings", restored.warnings().stream().map(RestoreOutcome::worded).toList());
    return json;
  }

  private static Object json(RestoreReport.Skipped skipped) {
    return names(skipped.source(), skipped.target());
  }

  private static Object json(RestoreReport.Failed failed) {
    Map<String, Object> json = names(failed.source(), failed.target());
    json.put("phase", failed.phase());
    json.put("reason", worded(failed.cause().getMessage()));
    return json;
  }

  private static String worded(@Nullable String message) {
    return Wording.COMMAND_LINE.of(message);
  }
}
