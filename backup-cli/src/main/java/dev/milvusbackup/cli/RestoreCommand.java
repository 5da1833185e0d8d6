package dev.milvusbackup.cli;

import dev.milvusbackup.BackupClient;
import dev.milvusbackup.IfExists;
import dev.milvusbackup.IfInterrupted;
import dev.milvusbackup.RestoreContent;
import dev.milvusbackup.RestoreFailedException;
import dev.milvusbackup.RestorePreview;
import dev.milvusbackup.RestoreReport;
import dev.milvusbackup.RestoreRequest;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code restore}. */
@Command(name = "restore", description = "Restores collections from a backup.")
final class RestoreCommand extends BackupCommand {

  @Mixin private final OldRestoreOptions old = new OldRestoreOptions();

  @Mixin private final IndexOptions index = new IndexOptions();

  @Mixin private final StateOptions state = new StateOptions();

  @Option(
      names = {"-n", "--name"},
      required = true,
      description = "Name of the backup.")
  private String name = "";

  @Option(
      names = "--filter",
      description =
          "Collections by their new names: db.*, db.coll or coll, separated by commas. Default: all.")
  private Optional<String> filter = Optional.empty();

  @Option(
      names = {"-s", "--suffix"},
      defaultValue = "",
      description = "Append this to the name of every collection.")
  private String suffix = "";

  @Option(
      names = "--prefix",
      defaultValue = "",
      description = "Put this before the name of every collection.")
  private String prefix = "";

  @Option(
      names = {"-r", "--rename"},
      description =
          "New names: old:new, db.old:db.new, db1.*:db2.* or db.a_*:db.b_*, separated by commas.")
  private Optional<String> rename = Optional.empty();

  @Option(
      names = "--meta_only",
      arity = "0..1",
      fallbackValue = "true",
      description = "Restore schemas without rows.")
  private boolean metaOnly;

  @Option(
      names = "--drop_exist_collection",
      arity = "0..1",
      fallbackValue = "true",
      description = "Replace existing collections after their data is restored.")
  private boolean dropExisting;

  @Option(
      names = "--skip_exist_collection",
      arity = "0..1",
      fallbackValue = "true",
      description = "Leave existing collections alone.")
  private boolean skipExisting;

  @Option(
      names = "--skip_create_collection",
      arity = "0..1",
      fallbackValue = "true",
      description = "Import into existing collections.")
  private boolean skipCreate;

  @Option(
      names = "--restart",
      description = "Start again if the same restore was interrupted before. Default: resume it.")
  private boolean restart;

  @Option(
      names = "--dry-run",
      description = "Run all checks and print what would be restored, without changing anything.")
  private boolean dryRun;

  @Override
  public Integer call() {
    checkOptions();
    RestoreRequest request = request();
    try (BackupClient client = root.config().openClientForRestore()) {
      return dryRun ? preview(client, request) : run(client, request);
    }
  }

  private int preview(BackupClient client, RestoreRequest request) {
    RestorePreview preview = client.previewRestore(request);
    output.result(Previews.lines(preview), Previews.json(preview));
    return preview.refused().isEmpty() ? ExitCode.OK : ExitCode.PARTIAL;
  }

  private int run(BackupClient client, RestoreRequest request) {
    try {
      print(
          new JobRunner(spec.commandLine().getErr())
              .run(display -> client.restore(request.toBuilder().listener(display).build())));
      return ExitCode.OK;
    } catch (RestoreFailedException e) {
      print(e.report());
      throw e;
    }
  }

  private RestoreRequest request() {
    RestoreRequest.Builder request =
        RestoreRequest.builder()
            .backup(name)
            .collections(old.selection())
            .prefix(prefix)
            .suffix(suffix)
            .content(metaOnly ? RestoreContent.SCHEMA_ONLY : RestoreContent.ALL)
            .ifExists(ifExists())
            .ifInterrupted(restart ? IfInterrupted.RESTART : IfInterrupted.RESUME);
    rename.ifPresent(text -> Renames.apply(text, request));
    filter.map(Selectors::parse).ifPresent(request::targets);
    index.apply(request, root);
    state.apply(request);
    return request.build();
  }

  private IfExists ifExists() {
    if (dropExisting) {
      return IfExists.REPLACE;
    }
    if (skipExisting) {
      return IfExists.SKIP;
    }
    return skipCreate ? IfExists.APPEND : IfExists.FAIL;
  }

  private void checkOptions() {
    refuseBoth(!suffix.isEmpty(), "--suffix", rename.isPresent(), "--rename");
    refuseBoth(!prefix.isEmpty(), "--prefix", rename.isPresent(), "--rename");
    refuseBoth(dropExisting, "--drop_exist_collection", skipCreate, "--skip_create_collection");
    refuseBoth(skipExisting, "--skip_exist_collection", dropExisting, "--drop_exist_collection");
    refuseBoth(skipExisting, "--skip_exist_collection", skipCreate, "--skip_create_collection");
    refuseBoth(filter.isPresent(), "--filter", !old.selection().isEmpty(), "deprecated filters");
    old.check(root);
    requireWord(suffix, "suffix");
    requireWord(prefix, "prefix");
    boolean oldName = spec.commandLine().getParseResult().hasMatchedOption("--restore_index");
    if (oldName && spec.commandLine().getParseResult().originalArgs().contains("--restore_index")) {
      root.warn("--restore_index is deprecated. Use --rebuild_index.");
    }
  }

  private void requireWord(String text, String what) {
    if (!text.matches("\\w*")) {
      throw new ParameterException(
          spec.commandLine(), "The " + what + " may contain only letters, digits and '_': " + text);
    }
  }

  private void refuseBoth(boolean one, String option, boolean other, String otherOption) {
    if (one && other) {
      throw new ParameterException(
          spec.commandLine(), option + " and " + otherOption + " exclude each other.");
    }
  }

  private void print(RestoreReport report) {
    output.result(RestoreOutcome.lines(report), RestoreOutcome.json(report));
  }
}
