package dev.milvusbackup.cli;

import dev.milvusbackup.BackupClient;
import dev.milvusbackup.BackupReport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code materialize}. */
@Command(
    name = "materialize",
    description = "Makes a full backup of an incremental one. The Go tool reads it too.")
final class MaterializeCommand extends BackupCommand {

  @Option(
      names = {"-n", "--name"},
      required = true,
      description = "Name of the incremental backup.")
  private String name = "";

  @Option(names = "--as", required = true, description = "Name of the full backup.")
  private String as = "";

  @Override
  public Integer call() {
    try (BackupClient client = root.config().openClient()) {
      BackupReport report =
          new JobRunner(spec.commandLine().getErr()).await(() -> client.materialize(name, as));
      output.result(List.of("materialize backup done"), json(report));
    }
    return ExitCode.OK;
  }

  /** What became of the bytes of a backup. */
  static Map<String, Object> json(BackupReport report) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", report.manifest().name());
    json.put("size", report.manifest().size());
    json.put("bytes_copied_by_store", report.bytesCopiedByStore());
    json.put("bytes_streamed", report.bytesStreamed());
    json.put("duration_millis", report.duration().toMillis());
    return json;
  }
}
