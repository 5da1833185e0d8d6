package dev.milvusbackup.cli;

import dev.milvusbackup.BackupClient;
import dev.milvusbackup.DeleteReport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code delete}. */
@Command(name = "delete", description = "Deletes a backup, complete or not.")
final class DeleteCommand extends BackupCommand {

  @Option(
      names = {"-n", "--name"},
      required = true,
      description = "Name of the backup.")
  private String name = "";

  @Override
  public Integer call() {
    try (BackupClient client = root.config().openClient()) {
      DeleteReport report =
          new JobRunner(spec.commandLine().getErr()).await(() -> client.delete(name));
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("name", report.name());
      json.put("objects", report.objects());
      json.put("bytes", report.bytes());
      json.put("undeletable", report.undeletable());
      json.put("duration_millis", report.duration().toMillis());
      output.result(List.of("delete backup done"), json);
    }
    return ExitCode.OK;
  }
}
