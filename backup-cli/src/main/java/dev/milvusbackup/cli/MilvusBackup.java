package dev.milvusbackup.cli;

import dev.milvusbackup.config.BackupConfig;
import dev.milvusbackup.config.ConfigLoader;
import dev.milvusbackup.config.LoadedConfig;
import dev.milvusbackup.config.internal.Wording;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command itself, with the options of all its {@link Subcommand}s. */
@Command(
    name = "milvus-backup",
    description = "Backs up and restores Milvus collections.",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:failed, or a backup that was verified is not sound",
      "2:the command line or the configuration is invalid",
      "3:a restore brought back some collections and not others",
      "130:interrupted"
    })
final class MilvusBackup implements Runnable {

  @Option(
      names = "--config",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description =
          "Configuration file, also searched in $MILVUSCONF and ./configs. Default: backup.yaml.")
  private Optional<Path> config = Optional.empty();

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      scope = ScopeType.INHERIT,
      description = "A setting that wins over file and environment. Can be repeated.")
  private List<String> overrides = List.of();

  @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
  @Spec
  private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Missing command.");
  }

  /** The file as given, for commands that work on the file itself. */
  Path configFile() {
    return config.orElse(Path.of("backup.yaml"));
  }

  /** Loads the configuration and prints its warnings. */
  LoadedConfig load() {
    ConfigLoader loader = ConfigLoader.create().overrides(overrides);
    config.ifPresent(loader::file);
    LoadedConfig loaded = loader.load();
    loaded.warnings().forEach(warning -> warn(warning.toString()));
    return loaded;
  }

  BackupConfig config() {
    return load().config();
  }

  void warn(String message) {
    spec.commandLine().getErr().println("Warning: " + Wording.COMMAND_LINE.of(message));
  }
}
