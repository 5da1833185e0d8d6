package dev.milvusbackup.cli;

import dev.milvusbackup.error.InvalidRequestException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options of the Go tool's {@code restore} that are deprecated or have no effect here. */
final class OldRestoreOptions {

  @Option(
      names = {"-c", "--collections"},
      hidden = true)
  private Optional<String> collections = Optional.empty();

  @Option(
      names = {"-d", "--databases"},
      hidden = true)
  private Optional<String> databases = Optional.empty();

  @Option(
      names = {"-a", "--database_collections"},
      hidden = true)
  private Optional<String> databaseCollections = Optional.empty();

  @Option(names = "--use_v2_restore", arity = "0..1", fallbackValue = "true", hidden = true)
  private boolean useV2;

  /** By names in the backup; empty if none is set. */
  List<String> selection() {
    return databaseCollections
        .map(OldSelection::ofDatabaseCollections)
        .or(() -> collections.map(OldSelection::ofCollections))
        .or(() -> databases.map(OldSelection::ofDatabases))
        .orElse(List.of());
  }

  /** Warns of them, and refuses those that contradict each other. */
  void check(MilvusBackup root) {
    warnIfGiven(root, collections, "--collections");
    warnIfGiven(root, databases, "--databases");
    warnIfGiven(root, databaseCollections, "--database_collections");
    if (useV2) {
      root.warn("--use_v2_restore is ignored: the version of Milvus decides how to import.");
    }
    if (List.of(collections, databases, databaseCollections).stream()
            .filter(Optional::isPresent)
            .count()
        > 1) {
      throw new InvalidRequestException(
          "Cannot combine --collections, --databases and --database_collections. Use one --filter.");
    }
  }

  private static void warnIfGiven(MilvusBackup root, Optional<String> value, String option) {
    if (value.isPresent()) {
      root.warn(option + " is deprecated. Use --filter.");
    }
  }
}
