package dev.milvusbackup.cli;

import dev.milvusbackup.BackupClient;
import dev.milvusbackup.BackupMode;
import dev.milvusbackup.BackupPreview;
import dev.milvusbackup.BackupReport;
import dev.milvusbackup.BackupRequest;
import dev.milvusbackup.BackupStrategy;
import dev.milvusbackup.IfIncomplete;
import dev.milvusbackup.OnError;
import dev.milvusbackup.VerifyReport;
import dev.milvusbackup.config.BackupConfig;
import dev.milvusbackup.config.CreateSettings;
import dev.milvusbackup.config.internal.LockOption;
import dev.milvusbackup.error.InvalidRequestException;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code create}. */
@Command(name = "create", description = "Creates a backup.")
final class CreateCommand extends BackupCommand {

  private static final DateTimeFormatter GENERATED_NAME =
      DateTimeFormatter.ofPattern("'backup_'yyyy_MM_dd_HH_mm_ss_n", Locale.ROOT);

  @Option(
      names = {"-n", "--name"},
      description = "Name of the backup. Default: derived from the time.")
  private Optional<String> name = Optional.empty();

  @Option(
      names = "--filter",
      description = "Collections: db.*, db.coll or coll, separated by commas. Default: all.")
  private Optional<String> filter = Optional.empty();

  @Option(
      names = "--strategy",
      defaultValue = "auto",
      description =
          "auto, serial_flush or bulk_flush: with all rows; skip_flush: without rows in Milvus's memory; meta_only: without rows. Default: ${DEFAULT-VALUE}.")
  private Strategy strategy = Strategy.AUTO;

  @Option(
      names = "--format",
      defaultValue = "auto",
      description =
          "auto or binlog: copies of Milvus's files; logical: rows by queries, if its storage is out of reach. Default: ${DEFAULT-VALUE}.")
  private Format format = Format.AUTO;

  @Option(
      names = "--resume",
      description =
          "Resume an interrupted create of that name, even if its request differs. Default: only if the request is the same.")
  private boolean resume;

  @Option(
      names = "--rbac",
      arity = "0..1",
      fallbackValue = "true",
      defaultValue = "false",
      description =
          "Include users and roles of the server: true, false, or without_passwords. Default: ${DEFAULT-VALUE}.")
  private RbacChoice rbac = RbacChoice.FALSE;

  @Option(
      names = "--for",
      paramLabel = "PURPOSE",
      description = "archive: --format binlog --rbac; clone: --rbac. Wins over these options.")
  private Optional<Purpose> purpose = Optional.empty();

  @Option(names = "--backup_index_extra", arity = "0..1", fallbackValue = "true", hidden = true)
  private boolean indexExtra;

  @Option(
      names = {"-c", "--colls"},
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

  @Option(
      names = {"-f", "--force"},
      arity = "0..1",
      fallbackValue = "true",
      hidden = true)
  private boolean force;

  @Option(names = "--meta_only", arity = "0..1", fallbackValue = "true", hidden = true)
  private boolean metaOnly;

  @Option(
      names = "--on-error",
      defaultValue = "fail",
      description =
          "What to do when a collection cannot be backed up: fail, or skip it (exit code 3). Default: ${DEFAULT-VALUE}.")
  private OnError onError = OnError.FAIL;

  @Option(
      names = "--accept_row_differences",
      description =
          "Create the backup even if Milvus counts other rows than its files hold, or if Milvus before 2.3.1 may not have written all deletes.")
  private boolean acceptRowDifferences;

  @Option(
      names = "--incremental",
      arity = "0..1",
      fallbackValue = "true",
      description =
          "Copy only what no earlier incremental backup of this Milvus holds. A restore needs only the new one. The Go tool does not find it.")
  private Optional<Boolean> incremental = Optional.empty();

  @Option(
      names = "--lock-for",
      paramLabel = "AGE",
      description =
          "Lock the objects of the backup against deletion, such as 30d or 8w, or none. Needs a bucket with object lock.")
  private Optional<String> lockFor = Optional.empty();

  @Option(
      names = "--lock-mode",
      paramLabel = "MODE",
      description =
          "governance: users with a special right can end the lock; compliance: nobody can. Default: governance.")
  private Optional<String> lockMode = Optional.empty();

  @Option(names = "--description", description = "A line about the backup.")
  private String description = "";

  @Option(
      names = "--label",
      paramLabel = "KEY=VALUE",
      description = "A label of the backup, for list and prune. Can be repeated.")
  private Map<String, String> labels = Map.of();

  @Mixin private FollowUpOptions followUp = new FollowUpOptions();

  @Option(
      names = "--dry-run",
      description = "Run all checks and print what would be backed up, without changing anything.")
  private boolean dryRun;

  /** The purposes of the Go tool, as it defines them. */
  private enum Purpose {
    ARCHIVE,
    CLONE,
    SECONDARY
  }

  /** The values of {@code --format}. */
  private enum Format {
    AUTO(BackupMode.BINLOG),
    BINLOG(BackupMode.BINLOG),
    LOGICAL(BackupMode.LOGICAL),
    /** Refused. */
    SNAPSHOT(BackupMode.BINLOG);

    private final BackupMode meaning;

    Format(BackupMode meaning) {
      this.meaning = meaning;
    }
  }

  /** The strategies of the Go tool; the library decides how to flush. */
  enum Strategy {
    AUTO(BackupStrategy.FLUSH),
    SERIAL_FLUSH(BackupStrategy.FLUSH),
    BULK_FLUSH(BackupStrategy.FLUSH),
    SKIP_FLUSH(BackupStrategy.SKIP_FLUSH),
    META_ONLY(BackupStrategy.SCHEMA_ONLY);

    private final BackupStrategy meaning;

    Strategy(BackupStrategy meaning) {
      this.meaning = meaning;
    }
  }

  @Override
  public Integer call() {
    refuseUnsupported();
    purpose.ifPresent(this::applyPurpose);
    String backup = name.orElseGet(CreateCommand::generatedName);
    BackupRequest.Builder request = request(backup);
    add(CreateSettings.NONE, backup, request); // so that nothing else is looked at before
    BackupConfig config = root.config();
    add(config.creates(), backup, request);
    try (BackupClient client = config.openClient()) {
      if (dryRun) {
        BackupPreview preview = client.previewCreate(request.build());
        output.result(Previews.lines(preview), Previews.json(preview));
        return ExitCode.OK;
      }
      BackupReport report =
          new JobRunner(spec.commandLine().getErr())
              .run(display -> client.create(request.listener(display).build()));
      report
          .skipped()
          .forEach(s -> root.warn("skipped " + s.collection() + ": " + s.cause().getMessage()));
      report
          .followUpFailure()
          .ifPresent(why -> root.warn("The backup exists. " + why.getMessage()));
      output.result(CreateText.lines(report), CreateText.json(report));
      return exitCode(report);
    }
  }

  private static int exitCode(BackupReport report) {
    if (!report.verification().map(VerifyReport::isSound).orElse(true)) {
      return ExitCode.FAILED;
    }
    return report.skipped().isEmpty() && report.followUpFailure().isEmpty()
        ? ExitCode.OK
        : ExitCode.PARTIAL;
  }

  private BackupRequest.Builder request(String backup) {
    BackupRequest.Builder request = BackupRequest.builder();
    labels.forEach(request::label);
    return request
        .description(description)
        .name(backup)
        .collections(selection())
        .strategy(strategy())
        .mode(format.meaning)
        .onError(onError)
        .acceptRowDifferences(acceptRowDifferences)
        .ifIncomplete(resume ? IfIncomplete.RESUME : IfIncomplete.RESUME_SAME)
        .rbac(rbac.policy());
  }

  /** What no option says comes from the configuration. */
  private void add(CreateSettings defaults, String backup, BackupRequest.Builder request) {
    boolean byDefault = defaults.incremental() && format.meaning == BackupMode.BINLOG;
    request.incremental(incremental.orElse(byDefault));
    new LockOption(lockFor, lockMode).addTo(request, defaults);
    followUp.addTo(request, backup, defaults);
    BackupRequest unused = request.build();
  }

  /** The first one here counts, as in the Go tool. */
  private List<String> selection() {
    warnIfGiven(databaseCollections.isPresent(), "--database_collections", "--filter");
    warnIfGiven(collections.isPresent(), "--colls", "--filter");
    warnIfGiven(databases.isPresent(), "--databases", "--filter");
    return filter
        .map(text -> Selectors.parse(text))
        .or(() -> databaseCollections.map(OldSelection::ofDatabaseCollections))
        .or(() -> collections.map(OldSelection::ofCollections))
        .or(() -> databases.map(OldSelection::ofDatabases))
        .orElse(List.of());
  }

  private BackupStrategy strategy() {
    warnIfGiven(force, "--force", "--strategy skip_flush");
    warnIfGiven(metaOnly, "--meta_only", "--strategy meta_only");
    if (strategy != Strategy.AUTO) {
      return strategy.meaning;
    }
    if (force) {
      return BackupStrategy.SKIP_FLUSH;
    }
    return metaOnly ? BackupStrategy.SCHEMA_ONLY : BackupStrategy.FLUSH;
  }

  private void warnIfGiven(boolean given, String option, String instead) {
    if (given) {
      root.warn(option + " is deprecated. Use " + instead + ".");
    }
  }

  private void refuseUnsupported() {
    if (format == Format.SNAPSHOT) {
      throw new InvalidRequestException(
          "--format snapshot is not supported: this version copies Milvus's files or reads its rows. Use auto, binlog or logical.");
    }
    if (purpose.isPresent() && purpose.get() == Purpose.SECONDARY) {
      throw new InvalidRequestException(
          "--for secondary is not supported: this version never reads the extra fields of indexes, which a secondary cluster needs. Use the Go tool for it.");
    }
    if (indexExtra) {
      throw new InvalidRequestException(
          "--backup_index_extra is not supported: this version never reads the extra fields of indexes. Leave it out.");
    }
  }

  private void applyPurpose(Purpose chosen) {
    rbac = RbacChoice.TRUE;
    format = chosen == Purpose.ARCHIVE ? Format.BINLOG : Format.AUTO;
    spec.commandLine()
        .getErr()
        .println(
            "for=%s rbac=true format=%s strategy=%s index_extra=false"
                .formatted(lower(chosen), lower(format), lower(strategy)));
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static String generatedName() {
    return LocalDateTime.now(Clock.systemUTC()).format(GENERATED_NAME);
  }
}
