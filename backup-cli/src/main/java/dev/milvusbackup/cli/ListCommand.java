package dev.milvusbackup.cli;

import dev.milvusbackup.BackupClient;
import dev.milvusbackup.BackupListing;
import dev.milvusbackup.BackupSummary;
import dev.milvusbackup.config.internal.Wording;
import dev.milvusbackup.error.InvalidRequestException;
import dev.milvusbackup.retention.StoreUsage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code list}. */
@Command(name = "list", description = "Lists the backups.")
final class ListCommand extends BackupCommand {

  private static final String UNREADABLE =
      "%s has the format '%s', which this version cannot restore. Restore it with the Go tool.";

  @Option(
      names = "--label",
      paramLabel = "KEY=VALUE",
      description = "Only backups with this label. Can be repeated.")
  private Map<String, String> labels = Map.of();

  @Option(
      names = "--tree",
      description =
          "Show what each backup holds, what it shares with others, and what a delete of it frees.")
  private boolean tree;

  @Option(names = "--deleted", description = "Only deleted backups that undelete brings back.")
  private boolean deleted;

  @Override
  public Integer call() {
    if (tree && !labels.isEmpty()) {
      throw new InvalidRequestException(
          "Cannot list a part of the tree: what a delete frees depends on all backups. Leave out --label or --tree.");
    }
    try (BackupClient client = root.config().openClient()) {
      if (tree) {
        show(client.usage());
        return ExitCode.OK;
      }
      BackupListing listing = labeled(client.list());
      if (deleted) {
        output.result(listing.deleted(), Map.of("deleted", listing.deleted()));
        return ExitCode.OK;
      }
      List<String> lines = new ArrayList<>(List.of(">> Backups:"));
      listing.backups().forEach(backup -> lines.add(backup.name()));
      listing
          .backups()
          .forEach(
              backup ->
                  backup
                      .unsupportedFormat()
                      .ifPresent(format -> root.warn(UNREADABLE.formatted(backup.name(), format))));
      listing.incomplete().forEach(i -> root.warn(i.name() + " is incomplete: " + i.reason()));
      output.result(lines, json(listing));
    }
    return ExitCode.OK;
  }

  private void show(StoreUsage usage) {
    usage
        .backups()
        .forEach(
            backup -> backup.problem().ifPresent(why -> root.warn(backup.name() + ": " + why)));
    output.result(UsageText.lines(usage), UsageText.json(usage));
  }

  /** Incomplete backups have no labels yet. */
  private BackupListing labeled(BackupListing all) {
    return labels.isEmpty()
        ? all
        : BackupListing.builder()
            .backups(all.backups().stream().filter(b -> b.hasLabels(labels)).toList())
            .build();
  }

  static Map<String, Object> json(BackupListing listing) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("backups", listing.backups().stream().map(ListCommand::json).toList());
    json.put("incomplete", listing.incomplete().stream().map(ListCommand::json).toList());
    json.put("deleted", listing.deleted());
    return json;
  }

  private static Map<String, Object> json(BackupListing.Incomplete incomplete) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", incomplete.name());
    json.put("reason", Wording.COMMAND_LINE.of(incomplete.reason()));
    json.put("status", incomplete.status());
    return json;
  }

  private static Map<String, Object> json(BackupSummary backup) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", backup.id());
    json.put("name", backup.name());
    json.put("size", backup.size());
    json.put("milvus_version", backup.milvusVersion());
    backup.createdAt().ifPresent(time -> json.put("created_at", time.toString()));
    json.put("origin", backup.origin());
    json.put("mode", backup.mode());
    json.put("incremental", backup.incremental());
    if (!backup.description().isEmpty()) {
      json.put("description", backup.description());
    }
    if (!backup.labels().isEmpty()) {
      json.put("labels", backup.labels());
    }
    backup.lockedUntil().ifPresent(date -> json.put("locked_until", date.toString()));
    backup.unsupportedFormat().ifPresent(format -> json.put("unsupported_format", format));
    return json;
  }
}
