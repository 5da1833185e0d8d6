package dev.milvusbackup.cli;

import dev.milvusbackup.DeleteReport;
import dev.milvusbackup.retention.KeepReason;
import dev.milvusbackup.retention.PrunePreview;
import dev.milvusbackup.retention.PruneReport;
import dev.milvusbackup.retention.RetentionDecision;
import dev.milvusbackup.retention.SharedSpace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What a prune does, as text and as JSON. */
final class PruneText {

  private PruneText() {}

  static List<String> lines(PrunePreview preview) {
    List<String> lines = new ArrayList<>(lines(preview.decisions()));
    preview.incomplete().forEach(name -> lines.add("delete " + name + "  incomplete"));
    lines.add(
        "to delete: %d, %s"
            .formatted(
                preview.decisions().stream().filter(d -> !d.isKept()).count()
                    + preview.incomplete().size(),
                Amount.bytes((double) preview.bytesToDelete())));
    addShared(lines, "to remove", preview.sharedSpace());
    return lines;
  }

  static List<String> lines(PruneReport report) {
    List<String> lines = new ArrayList<>(lines(report.decisions()));
    report
        .skipped()
        .forEach(
            name ->
                lines.add("skipped " + name + ": another job uses it or has changed it meanwhile"));
    lines.add(
        "deleted: %d, %s"
            .formatted(
                report.deleted().size(),
                Amount.bytes(
                    (double) report.deleted().stream().mapToLong(DeleteReport::bytes).sum())));
    addShared(lines, "removed", report.sharedSpace());
    return lines;
  }

  private static void addShared(List<String> lines, String verb, SharedSpace space) {
    if (space.equals(SharedSpace.NONE)) {
      return;
    }
    lines.add(
        "shared objects: %s %s, condemned %s of %s"
            .formatted(
                verb,
                Amount.bytes((double) space.bytesRemoved()),
                Amount.bytes((double) space.bytesCondemned()),
                Amount.bytes((double) space.bytes())));
    space.waitingFor().forEach(job -> lines.add("waiting for " + job));
    space
        .lockedUntil()
        .ifPresent(
            date ->
                lines.add(
                    "locked: %s, the first until %s"
                        .formatted(Amount.bytes((double) space.bytesLocked()), date)));
  }

  private static Map<String, Object> json(SharedSpace space) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("bytes", space.bytes());
    json.put("objects_removed", space.objectsRemoved());
    json.put("bytes_removed", space.bytesRemoved());
    json.put("bytes_condemned", space.bytesCondemned());
    json.put("waiting_for", space.waitingFor());
    space
        .lockedUntil()
        .ifPresent(
            date -> {
              json.put("bytes_locked", space.bytesLocked());
              json.put("locked_until", date.toString());
            });
    return json;
  }

  static Map<String, Object> json(PrunePreview preview) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("decisions", preview.decisions().stream().map(PruneText::json).toList());
    json.put("incomplete", preview.incomplete());
    json.put("bytes_to_delete", preview.bytesToDelete());
    json.put("shared", json(preview.sharedSpace()));
    return json;
  }

  static Map<String, Object> json(PruneReport report) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("decisions", report.decisions().stream().map(PruneText::json).toList());
    json.put("deleted", report.deleted().stream().map(PruneText::json).toList());
    json.put("skipped", report.skipped());
    json.put("shared", json(report.sharedSpace()));
    json.put("duration_millis", report.duration().toMillis());
    return json;
  }

  private static List<String> lines(List<RetentionDecision> decisions) {
    return decisions.stream().map(PruneText::line).toList();
  }

  private static String line(RetentionDecision decision) {
    String time = decision.backup().createdAt().map(Instant::toString).orElse("unknown date");
    String damaged = decision.isDamaged() ? "  (damaged)" : "";
    return decision.isKept()
        ? "keep   %s  %s  %s%s"
            .formatted(decision.backup().name(), time, reasons(decision), damaged)
        : "delete %s  %s%s".formatted(decision.backup().name(), time, damaged);
  }

  private static String reasons(RetentionDecision decision) {
    return decision.reasons().stream()
        .sorted()
        .map(PruneText::word)
        .collect(Collectors.joining(", "));
  }

  private static String word(KeepReason reason) {
    return reason.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static Map<String, Object> json(RetentionDecision decision) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", decision.backup().name());
    decision.backup().createdAt().ifPresent(time -> json.put("created_at", time.toString()));
    json.put("kept", decision.isKept());
    if (decision.isDamaged()) {
      json.put("damaged", true);
    }
    json.put("reasons", decision.reasons().stream().sorted().toList());
    return json;
  }

  private static Map<String, Object> json(DeleteReport report) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", report.name());
    json.put("objects", report.objects());
    json.put("bytes", report.bytes());
    return json;
  }
}
