package dev.milvusbackup.cli;

import dev.milvusbackup.BackupClient;
import dev.milvusbackup.BackupReport;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code adopt}. */
@Command(
    name = "adopt",
    description =
        "Makes an incremental backup of a full one, under the same name. Full backups of the Go tool can be adopted too.")
final class AdoptCommand extends BackupCommand {

  @Option(
      names = {"-n", "--name"},
      required = true,
      description = "Name of the full backup.")
  private String name = "";

  @Override
  public Integer call() {
    try (BackupClient client = root.config().openClient()) {
      BackupReport report =
          new JobRunner(spec.commandLine().getErr()).await(() -> client.adopt(name));
      Map<String, Object> json = MaterializeCommand.json(report);
      json.put("bytes_reused", report.bytesReused());
      output.result(List.of("adopt backup done"), json);
    }
    return ExitCode.OK;
  }
}
