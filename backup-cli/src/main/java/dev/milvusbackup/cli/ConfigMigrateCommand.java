package dev.milvusbackup.cli;

import dev.milvusbackup.config.ConfigMigration;
import dev.milvusbackup.config.ConfigProblem;
import dev.milvusbackup.error.InvalidRequestException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code config migrate}. */
@Command(name = "migrate", description = "Translates a configuration file from v1 to v2.")
final class ConfigMigrateCommand implements Callable<Integer> {

  private static final Path STANDARD_OUTPUT = Path.of("-");

  @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
  @ParentCommand
  private ConfigCommand parent;

  @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
  @Spec
  private CommandSpec spec;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "The new file. Default: standard output, without secrets.")
  private Optional<Path> output = Optional.empty();

  @Option(names = "--force", description = "Replace the file if it exists.")
  private boolean force;

  @Option(
      names = "--strict",
      description = "Write nothing if the Go tool would refuse the new file.")
  private boolean strict;

  @Override
  public Integer call() {
    ConfigMigration migration = ConfigMigration.of(parent.root().configFile());
    migration.notes().forEach(note -> parent.root().warn(note.toString()));
    check(migration.violations());
    if (output.filter(file -> !file.equals(STANDARD_OUTPUT)).isPresent()) {
      write(output.get(), migration.yaml(true));
    } else {
      migration
          .secrets()
          .forEach(key -> parent.root().warn(key + " is left out; use -o FILE to write it"));
      spec.commandLine().getOut().print(migration.yaml(false));
      spec.commandLine().getOut().flush();
    }
    return ExitCode.OK;
  }

  private void check(List<ConfigProblem> violations) {
    if (strict && !violations.isEmpty()) {
      throw new InvalidRequestException(
          "Cannot migrate with --strict: the new file would not be a valid v2 file.%s"
              .formatted(violations.stream().map(v -> "\n  " + v).collect(Collectors.joining())));
    }
    violations.forEach(v -> parent.root().warn("the new file is not a valid v2 file: " + v));
  }

  private void write(Path file, String yaml) {
    try {
      if (Files.exists(file) && !force) {
        throw new InvalidRequestException(
            "Cannot write %s: it exists. Choose another file, or replace it with --force."
                .formatted(file));
      }
      Files.deleteIfExists(file);
      createPrivate(file);
      Files.writeString(file, yaml);
      spec.commandLine().getErr().println("Wrote " + file);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write %s: %s".formatted(file, e.getMessage()), e);
    }
  }

  /** It holds secrets. */
  private static void createPrivate(Path file) throws IOException {
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    } else {
      Files.createFile(file);
    }
  }
}
