package dev.milvusbackup.cli;

import dev.milvusbackup.BackupClient;
import dev.milvusbackup.retention.ObjectExplanation;
import dev.milvusbackup.retention.PrunePreview;
import dev.milvusbackup.retention.PruneReport;
import dev.milvusbackup.retention.PruneRequest;
import dev.milvusbackup.retention.RetentionDecision;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code prune}. */
@Command(
    name = "prune",
    description = {
      "Deletes old backups: those that no rule keeps.",
      "The last good backup of a set of collections is always kept.",
      "Hours, days, weeks, months and years without a backup do not count."
    })
final class PruneCommand extends BackupCommand {

  @ArgGroup(multiplicity = "1")
  private Which which = new Which();

  @Mixin private RetentionOptions rules = new RetentionOptions();

  @Option(
      names = "--label",
      paramLabel = "KEY=VALUE",
      description = "Only backups with this label; others are neither counted nor deleted.")
  private Map<String, String> labels = Map.of();

  @Option(
      names = "--dry-run",
      description = "Only show what would be deleted, and why the rest is kept.")
  private boolean dryRun;

  /** Which backups it is about. */
  static final class Which {

    @Option(
        names = "--prefix",
        paramLabel = "START",
        description = "Only backups whose names start with this, such as nightly-.")
    private String prefix = "";

    @Option(names = "--all", description = "All backups of the store.")
    private boolean all;

    @Option(
        names = "--unreferenced",
        description = "No backups, only objects of incremental backups to which none refers.")
    private boolean unreferenced;

    @Option(
        names = "--explain",
        paramLabel = "KEY",
        description =
            "Delete nothing, only explain why an object of the store stays, or when it goes. KEY as verify prints it.")
    private String explain = "";
  }

  @Override
  public Integer call() {
    if (!which.explain.isEmpty()) {
      return explain();
    }
    try (BackupClient client = root.config().openClient()) {
      if (dryRun) {
        show(client.previewPrune(this::fill));
      } else {
        PruneReport report =
            new JobRunner(spec.commandLine().getErr())
                .run(display -> client.prune(p -> fill(p.listener(display))));
        show(report);
      }
    }
    return ExitCode.OK;
  }

  private int explain() {
    PruneRequest.Builder request = PruneRequest.builder().unreferencedOnly();
    rules.addTo(request);
    Duration grace = request.build().gracePeriod();
    try (BackupClient client = root.config().openClient()) {
      ObjectExplanation object = client.explain(which.explain, grace);
      output.result(ExplanationText.lines(object), ExplanationText.json(object));
    }
    return ExitCode.OK;
  }

  private void fill(PruneRequest.Builder request) {
    if (which.unreferenced) {
      request.unreferencedOnly();
    } else if (which.all) {
      request.allBackups();
    } else {
      request.prefix(which.prefix);
    }
    labels.forEach(request::label);
    rules.addTo(request);
  }

  private void show(PrunePreview preview) {
    warnIfEmpty(preview.decisions());
    output.result(PruneText.lines(preview), PruneText.json(preview));
  }

  private void show(PruneReport report) {
    warnIfEmpty(report.decisions());
    output.result(PruneText.lines(report), PruneText.json(report));
  }

  /** A wrong prefix would look like success. */
  private void warnIfEmpty(List<RetentionDecision> decisions) {
    if (decisions.isEmpty() && !which.unreferenced) {
      root.warn(
          which.all
              ? "There is no complete backup."
              : "There is no complete backup whose name starts with '" + which.prefix + "'.");
    }
  }
}
