package dev.milvusbackup.cli;

import dev.milvusbackup.BackupReport;
import dev.milvusbackup.config.internal.Wording;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a create did, as text and as JSON. */
final class CreateText {

  private CreateText() {}

  static List<String> lines(BackupReport report) {
    List<String> lines = new ArrayList<>();
    lines.add("create backup success");
    lines.add("name:" + report.manifest().name());
    report
        .leftOut()
        .forEach(name -> lines.add("left out %s: a restore is filling it".formatted(name)));
    notCompared(report)
        .forEach(
            (name, why) ->
                lines.add("rows of %s not compared with Milvus: %s".formatted(name, why)));
    if (report.manifest().summary().incremental()) {
      lines.add(
          "copied:%s of %s"
              .formatted(
                  Amount.bytes((double) report.manifest().size() - report.bytesReused()),
                  Amount.bytes((double) report.manifest().size())));
    }
    report.manifest().summary().lockedUntil().ifPresent(date -> lines.add("locked until:" + date));
    report.verification().ifPresent(verified -> lines.addAll(VerifyCommand.lines(verified)));
    report.retention().ifPresent(prune -> lines.addAll(PruneText.lines(prune)));
    lines.add("duration:" + Amount.seconds(report.duration()));
    return lines;
  }

  static Map<String, Object> json(BackupReport report) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", report.manifest().name());
    json.put("id", report.manifest().summary().id());
    json.put("collections", report.manifest().collections().size());
    json.put("rows", report.manifest().rowCount());
    json.put("size", report.manifest().size());
    json.put("bytes_copied_by_store", report.bytesCopiedByStore());
    json.put("bytes_streamed", report.bytesStreamed());
    json.put("objects_reused", report.objectsReused());
    json.put("bytes_reused", report.bytesReused());
    report
        .manifest()
        .summary()
        .lockedUntil()
        .ifPresent(date -> json.put("locked_until", date.toString()));
    json.put("left_out", report.leftOut().stream().map(Object::toString).toList());
    json.put("rows_not_compared", notCompared(report));
    json.put("skipped", report.skipped().stream().map(CreateText::json).toList());
    report.verification().ifPresent(verified -> json.put("verify", VerifyCommand.json(verified)));
    report.retention().ifPresent(prune -> json.put("retention", PruneText.json(prune)));
    report
        .followUpFailure()
        .ifPresent(why -> json.put("follow_up_failure", Wording.COMMAND_LINE.of(why.getMessage())));
    json.put("duration_millis", report.duration().toMillis());
    return json;
  }

  private static Map<String, String> notCompared(BackupReport report) {
    Map<String, String> notCompared = new LinkedHashMap<>();
    report
        .rowsNotCompared()
        .forEach((name, why) -> notCompared.put(name.toString(), Wording.COMMAND_LINE.of(why)));
    return notCompared;
  }

  private static Object json(BackupReport.Skipped skipped) {
    return Map.of(
        "collection",
        skipped.collection().toString(),
        "reason",
        Wording.COMMAND_LINE.of(skipped.cause().getMessage()));
  }
}
