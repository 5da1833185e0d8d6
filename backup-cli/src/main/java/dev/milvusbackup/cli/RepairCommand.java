package dev.milvusbackup.cli;

import dev.milvusbackup.BackupClient;
import dev.milvusbackup.RepairReport;
import dev.milvusbackup.RepairReport.Repaired;
import dev.milvusbackup.config.ConfigLoader;
import dev.milvusbackup.storage.ObjectStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code repair}. */
@Command(
    name = "repair",
    description =
        "Fetches missing and damaged objects of a backup again, from a copy of the backup store or from Milvus. Exit code 1 if some remain.")
final class RepairCommand extends BackupCommand {

  @Option(
      names = {"-n", "--name"},
      required = true,
      description = "Name of the backup.")
  private String name = "";

  @Option(
      names = "--from-config",
      paramLabel = "FILE",
      description =
          "Configuration whose backup storage is a copy of this one. Environment variables and --set do not apply to it. Default: fetch from Milvus's storage only.")
  private Optional<Path> copy = Optional.empty();

  @Override
  public Integer call() {
    RepairReport report = copy.isPresent() ? repairFrom(copy.get()) : repair(Optional.empty());
    output.result(lines(report), json(report));
    return report.isSound() ? ExitCode.OK : ExitCode.FAILED;
  }

  private RepairReport repairFrom(Path config) {
    ConfigLoader loader = ConfigLoader.create().environment(Map.of()).file(config);
    try (ObjectStore store = loader.load().config().backupStorage().open()) {
      return repair(Optional.of(store));
    }
  }

  private RepairReport repair(Optional<ObjectStore> store) {
    try (BackupClient client = root.config().openClient()) {
      return new JobRunner(spec.commandLine().getErr())
          .run(
              display ->
                  client.repair(
                      r -> {
                        r.backup(name).listener(display);
                        store.ifPresent(r::copy);
                      }));
    }
  }

  private static List<String> lines(RepairReport report) {
    List<String> lines = new ArrayList<>();
    report.repaired().forEach(object -> lines.add(line(object)));
    lines.addAll(VerifyCommand.findings(report.findings()));
    if (!report.affectedBackups().isEmpty()) {
      lines.add(
          "backups that share what was repaired: " + String.join(", ", report.affectedBackups()));
    }
    lines.add(
        "%s: %s (repaired %d of %d objects, %s)"
            .formatted(
                report.backup(),
                report.isSound() ? "sound" : report.findings().size() + " findings",
                report.repaired().size(),
                report.objects(),
                Amount.seconds(report.duration())));
    return lines;
  }

  private static String line(Repaired object) {
    String doubt =
        object.digestCompared() ? "" : " (no digest in the backup: only size and structure agree)";
    return "repaired %s: %s from %s%s"
        .formatted(object.key(), Amount.bytes((double) object.bytes()), object.source(), doubt);
  }

  private static Map<String, Object> json(RepairReport report) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", report.backup());
    json.put("sound", report.isSound());
    json.put("objects", report.objects());
    json.put("duration_millis", report.duration().toMillis());
    json.put("affected_backups", report.affectedBackups());
    json.put("repaired", report.repaired().stream().map(RepairCommand::json).toList());
    json.put("findings", report.findings().stream().map(VerifyCommand::json).toList());
    return json;
  }

  private static Map<String, Object> json(Repaired object) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("key", object.key().path());
    json.put("bytes", object.bytes());
    json.put("source", object.source());
    json.put("digest_compared", object.digestCompared());
    return json;
  }
}
