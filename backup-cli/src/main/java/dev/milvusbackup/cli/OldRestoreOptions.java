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

  @Option(names = "--use_auto_index", arity = "0..1", fallbackValue = "true", hidden = true)
  private boolean autoIndex;

  @Option(names = "--drop_exist_index", arity = "0..1", fallbackValue = "true", hidden = true)
  private boolean dropIndex;

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

  /** Refuses unsupported options that would change the result; warns of the others. */
  void check(MilvusBackup root, boolean intoExisting) {
    refuse(autoIndex, "--use_auto_index", "always restores indexes as they were");
    refuse(dropIndex && intoExisting, "--drop_exist_index", "always keeps existing indexes");
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

  private static void refuse(boolean given, String option, String why) {
    if (given) {
      throw new InvalidRequestException(
          "%s is not supported: this version %s. Leave it out.".formatted(option, why));
    }
  }
}
