package dev.milvusbackup.cli;

import dev.milvusbackup.BackupClient;
import dev.milvusbackup.BackupSummary;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code undelete}. */
@Command(
    name = "undelete",
    description = "Brings back a deleted incremental backup, until a prune has removed it.")
final class UndeleteCommand extends BackupCommand {

  @Option(
      names = {"-n", "--name"},
      required = true,
      description = "Name of the backup.")
  private String name = "";

  @Override
  public Integer call() {
    try (BackupClient client = root.config().openClient()) {
      BackupSummary backup =
          new JobRunner(spec.commandLine().getErr()).await(() -> client.undelete(name));
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("name", backup.name());
      json.put("size", backup.size());
      output.result(List.of("undelete backup done"), json);
    }
    return ExitCode.OK;
  }
}
