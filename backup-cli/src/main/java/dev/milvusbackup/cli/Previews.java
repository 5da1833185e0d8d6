package dev.milvusbackup.cli;

import dev.milvusbackup.BackupPreview;
import dev.milvusbackup.RestorePreview;
import dev.milvusbackup.RestoreReport.Failed;
import dev.milvusbackup.config.internal.Wording;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The output of {@code --dry-run}. */
final class Previews {

  private Previews() {}

  static List<String> lines(BackupPreview preview) {
    return Stream.of(
            preview.collections().stream()
                .map(
                    c ->
                        "would back up %s, %d segments, %d rows, %s, and rows in Milvus's memory"
                            .formatted(
                                c.name(),
                                c.segments(),
                                c.rows(),
                                Amount.bytes((double) c.bytes()))),
            Stream.of(
                "would write %s to %s, in about %s"
                    .formatted(
                        Amount.bytes((double) preview.bytes()),
                        preview.store(),
                        Amount.seconds(preview.estimate()))),
            preview.lockRequests() == 0
                ? Stream.<String>empty()
                : Stream.of("would lock objects by %d requests".formatted(preview.lockRequests())))
        .flatMap(lines -> lines)
        .toList();
  }

  static Object json(BackupPreview preview) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("backup", preview.backup());
    json.put("milvus_version", preview.milvusVersion());
    json.put("store", preview.store());
    json.put("estimate_millis", preview.estimate().toMillis());
    json.put("lock_requests", preview.lockRequests());
    json.put("collections", preview.collections().stream().map(Previews::json).toList());
    return json;
  }

  private static Object json(BackupPreview.CollectionPreview collection) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", collection.name().toString());
    json.put("segments", collection.segments());
    json.put("objects", collection.objects());
    json.put("rows", collection.rows());
    json.put("bytes", collection.bytes());
    json.put("bytes_reused", collection.bytesReused());
    return json;
  }

  static List<String> lines(RestorePreview preview) {
    Stream<String> databases =
        preview.newDatabases().stream().map(name -> "would create database " + name);
    Stream<String> collections = preview.collections().stream().flatMap(Previews::line);
    Stream<String> rbac =
        preview.rbac().stream()
            .flatMap(changes -> RbacText.lines("would add", "would leave out", changes));
    Stream<String> skipped =
        preview.skipped().stream().map(name -> "would skip " + name + ", its target exists");
    Stream<String> refused =
        preview.refused().stream()
            .map(
                failed ->
                    "cannot restore %s, the others can; select them with --filter to leave it out: %s"
                        .formatted(
                            failed.source(), Wording.COMMAND_LINE.of(failed.cause().getMessage())));
    Stream<String> end =
        Stream.of(
            "would import %s, in about %s"
                .formatted(
                    Amount.bytes((double) preview.bytes()), Amount.seconds(preview.estimate())));
    return Stream.of(databases, collections, skipped, refused, rbac, end)
        .flatMap(lines -> lines)
        .toList();
  }

  private static Stream<String> line(RestorePreview.CollectionPreview c) {
    Stream<String> warnings =
        c.warnings().stream()
            .map(Wording.COMMAND_LINE::of)
            .map(warning -> "warning: %s: %s".formatted(c.target(), warning));
    return Stream.concat(Stream.of(text(c)), warnings);
  }

  private static String text(RestorePreview.CollectionPreview c) {
    return "would restore %s as %s, %d rows, %s, by %d import jobs (%s, %s)"
        .formatted(
            c.source(),
            c.target(),
            c.rows(),
            Amount.bytes((double) c.bytes()),
            c.importJobs(),
            c.action().name().toLowerCase(Locale.ROOT),
            c.placement().name().toLowerCase(Locale.ROOT));
  }

  static Object json(RestorePreview preview) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("backup", preview.backup());
    json.put("milvus_version", preview.milvusVersion());
    json.put("new_databases", preview.newDatabases());
    json.put("estimate_millis", preview.estimate().toMillis());
    json.put("collections", preview.collections().stream().map(Previews::json).toList());
    json.put("skipped", preview.skipped().stream().map(Object::toString).toList());
    json.put("refused", preview.refused().stream().map(Previews::json).toList());
    preview.rbac().ifPresent(rbac -> json.put("rbac", RbacText.json(rbac)));
    return json;
  }

  private static Object json(Failed refused) {
    return Map.of(
        "source", refused.source().toString(),
        "target", refused.target().toString(),
        "error", Wording.COMMAND_LINE.of(refused.cause().getMessage()));
  }

  private static Object json(RestorePreview.CollectionPreview collection) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("source", collection.source().toString());
    json.put("target", collection.target().toString());
    json.put("action", collection.action());
    json.put("segments", collection.segments());
    json.put("rows", collection.rows());
    json.put("bytes", collection.bytes());
    json.put("import_jobs", collection.importJobs());
    json.put("placement", collection.placement());
    json.put("warnings", collection.warnings().stream().map(Wording.COMMAND_LINE::of).toList());
    return json;
  }
}
