package dev.milvusbackup.cli;

import dev.milvusbackup.config.CheckReport;
import dev.milvusbackup.config.ConnectionCheck;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** {@code check}, and {@code check config} as in the Go tool. */
@Command(
    name = "check",
    description = "Checks the connections to Milvus and to both storages.",
    subcommands = CheckCommand.CheckConfigCommand.class)
final class CheckCommand extends BackupCommand {

  @Override
  public Integer call() {
    CheckReport report = ConnectionCheck.run(root.config());
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("milvus_version", report.milvusVersion());
    json.put("milvus_root_empty", report.milvusRootEmpty());
    json.put("copied_by_store", report.copiedByStore());
    output.result(List.of(report.text().stripTrailing()), json);
    return ExitCode.OK;
  }

  /** The same as {@code config show}. */
  @Command(name = "config", description = "The same as 'config show'.")
  static final class CheckConfigCommand implements Callable<Integer> {

    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    @ParentCommand
    private CheckCommand parent;

    @Mixin private final Output output = new Output();

    @Override
    public Integer call() {
      ParameterTable.print(parent.root.load(), output);
      return ExitCode.OK;
    }
  }
}
