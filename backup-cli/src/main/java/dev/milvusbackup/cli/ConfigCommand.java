package dev.milvusbackup.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code config}. */
@Command(
    name = "config",
    description = "Shows or migrates the configuration.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {ConfigCommand.ShowCommand.class, ConfigMigrateCommand.class})
final class ConfigCommand implements Runnable {

  @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
  @ParentCommand
  private MilvusBackup root;

  @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
  @Spec
  private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Missing command: show or migrate.");
  }

  MilvusBackup root() {
    return root;
  }

  /** {@code config show}. */
  @Command(name = "show", description = "Shows all effective settings, secrets masked.")
  static final class ShowCommand implements Callable<Integer> {

    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    @ParentCommand
    private ConfigCommand parent;

    @Mixin private final Output output = new Output();

    @Override
    public Integer call() {
      ParameterTable.print(parent.root.load(), output);
      return ExitCode.OK;
    }
  }
}
