package dev.milvusbackup.cli;

import dev.milvusbackup.BackupRequest;
import dev.milvusbackup.VerifyDepth;
import dev.milvusbackup.config.CreateSettings;
import dev.milvusbackup.error.InvalidRequestException;
import dev.milvusbackup.retention.PruneRequest;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a create does after the backup exists. */
final class FollowUpOptions {

  @Option(
      names = "--verify",
      paramLabel = "DEPTH",
      arity = "0..1",
      fallbackValue = "content",
      description =
          "Verify the new backup: metadata, presence, content or restore. Without a value: content. Exit code 1 if it is damaged.")
  private Optional<VerifyDepth> verify = Optional.empty();

  @Option(
      names = "--prune-prefix",
      paramLabel = "START",
      description =
          "After a create that succeeded, delete old backups whose names start with this and that no --keep option keeps.")
  private Optional<String> prefix = Optional.empty();

  @Option(
      names = "--prune-all",
      description = "The same for all backups of the store, also those of others.")
  private boolean all;

  @Option(
      names = "--prune-label",
      paramLabel = "KEY=VALUE",
      description = "Delete only old backups with this label. Can be repeated.")
  private Map<String, String> labels = Map.of();

  @Option(
      names = "--no-prune",
      description = "Delete no old backups, whatever the configuration says.")
  private boolean none;

  @Mixin private RetentionOptions rules = new RetentionOptions();

  /** Adds them; what is not given comes from the configuration. */
  void addTo(BackupRequest.Builder request, String name, CreateSettings defaults) {
    verify.or(defaults::verify).ifPresent(request::verify);
    retention()
        .or(() -> none ? Optional.empty() : defaults.retention(name))
        .ifPresent(request::retention);
  }

  private Optional<PruneRequest> retention() {
    if (prefix.isEmpty() && !all) {
      if (rules.isGiven() || !labels.isEmpty()) {
        throw new InvalidRequestException(
            "Cannot create a backup: rules for old backups are given, but not which backups they are about. Give --prune-prefix or --prune-all too.");
      }
      return Optional.empty();
    }
    if (none || (prefix.isPresent() && all)) {
      throw new InvalidRequestException(
          "Cannot create a backup: --prune-prefix, --prune-all and --no-prune exclude each other. Leave out all but one.");
    }
    PruneRequest.Builder prune = PruneRequest.builder();
    prefix.ifPresentOrElse(prune::prefix, prune::allBackups);
    labels.forEach(prune::label);
    rules.addTo(prune);
    return Optional.of(prune.build());
  }
}
