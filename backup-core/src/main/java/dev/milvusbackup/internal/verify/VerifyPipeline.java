package dev.milvusbackup.internal.verify;

import dev.milvusbackup.Phase;
import dev.milvusbackup.VerifyDepth;
import dev.milvusbackup.VerifyReport;
import dev.milvusbackup.VerifyReport.Finding;
import dev.milvusbackup.VerifyRequest;
import dev.milvusbackup.internal.catalog.BackupCatalog;
import dev.milvusbackup.internal.catalog.DamageMarks;
import dev.milvusbackup.internal.catalog.LoadedBackup;
import dev.milvusbackup.internal.check.CheckedMetadata;
import dev.milvusbackup.internal.check.ContentCheck;
import dev.milvusbackup.internal.check.Findings;
import dev.milvusbackup.internal.check.MetadataCheck;
import dev.milvusbackup.internal.check.PresenceCheck;
import dev.milvusbackup.internal.check.PresentObject;
import dev.milvusbackup.internal.check.SharedDirectories;
import dev.milvusbackup.internal.data.Environment;
import dev.milvusbackup.internal.format.BackupLayout;
import dev.milvusbackup.internal.job.JobContext;
import dev.milvusbackup.internal.job.Parallel;
import dev.milvusbackup.internal.restore.RestorePipeline;
import dev.milvusbackup.internal.sharing.DamagedSegments;
import dev.milvusbackup.internal.sharing.Pins;
import dev.milvusbackup.internal.sharing.ReadingPin;
import dev.milvusbackup.manifest.StoredObject;
import dev.milvusbackup.storage.ObjectStore;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Request → metadata → presence → content → trial restore → report; each checks what is still
 * readable.
 */
public final class VerifyPipeline {

  private static final Logger LOG = LoggerFactory.getLogger(VerifyPipeline.class);

  private static final int WHOLE = 100;

  private final ObjectStore backups;
  private final Pins pins;
  private final Parallel readers;
  private final TrialRestore trial;

  public VerifyPipeline(Environment environment, RestorePipeline restore) {
    this.backups = environment.backups();
    this.pins = environment.pins();
    this.readers = environment.workers().copies();
    this.trial = new TrialRestore(environment.milvus(), restore, environment.limits());
  }

  public VerifyReport run(VerifyRequest request, JobContext job) {
    long started = System.nanoTime();
    BackupLayout layout = new BackupLayout(request.backup());
    Findings findings = new Findings();
    job.progress().enter(Phase.PLANNING);
    CheckedMetadata metadata = new MetadataCheck(backups, layout, findings).check();
    try (ReadingPin pin = pin(metadata, job)) {
      return check(request, metadata, findings, job, started);
    }
  }

  private ReadingPin pin(CheckedMetadata metadata, JobContext job) {
    BackupCatalog catalog = new BackupCatalog(backups);
    return metadata
        .loaded()
        .map(backup -> ReadingPin.of(backup, catalog, pins, "verify", job))
        .orElse(ReadingPin.NONE);
  }

  private VerifyReport check(
      VerifyRequest request,
      CheckedMetadata metadata,
      Findings findings,
      JobContext job,
      long started) {
    BackupLayout layout = new BackupLayout(request.backup());
    Checked checked = new Checked(metadata.files(), metadata.bytes());
    if (includes(request, VerifyDepth.PRESENCE) && metadata.objects().isPresent()) {
      checked = checked.plus(data(request, layout, metadata, findings, job));
    }
    if (includes(request, VerifyDepth.RESTORE) && findings.count() == 0) {
      trial.check(metadata.loaded().orElseThrow(), findings, job);
    }
    metadata.loaded().ifPresent(backup -> remember(backup, request, findings));
    List<String> affected = affected(findings, job);
    affected.stream()
        .filter(name -> !name.equals(request.backup().value()))
        .forEach(name -> new DamageMarks(backups).update(name, request.depth(), findings.count()));
    return report(
        request, checked, findings, affected, Duration.ofNanos(System.nanoTime() - started));
  }

  /** A sample that is sound says nothing about the rest. */
  private void remember(LoadedBackup backup, VerifyRequest request, Findings findings) {
    boolean partly = findings.count() == 0 && request.samplePercent() < WHOLE;
    VerifyDepth depth =
        partly && includes(request, VerifyDepth.CONTENT) ? VerifyDepth.PRESENCE : request.depth();
    new DamageMarks(backups).update(backup.manifest().summary(), depth, findings.count());
  }

  /** The checked objects. */
  private record Checked(long objects, long bytes) {

    Checked plus(Checked more) {
      return new Checked(objects + more.objects, bytes + more.bytes);
    }
  }

  private Checked data(
      VerifyRequest request,
      BackupLayout layout,
      CheckedMetadata metadata,
      Findings findings,
      JobContext job) {
    job.progress().enter(Phase.CHECKING);
    List<StoredObject> present =
        new PresenceCheck(backups, layout, new BackupCatalog(backups).isAdopted(layout.name()))
                .check(
                    SharedDirectories.withOwn(layout, metadata.loaded()),
                    metadata.objects().orElseThrow(),
                    findings,
                    job.cancel())
                .stream()
                .map(PresentObject::object)
                .toList();
    if (!includes(request, VerifyDepth.CONTENT)) {
      return new Checked(present.size(), 0);
    }
    List<StoredObject> sample =
        new Sampler(request.samplePercent(), request.seed()).sample(present);
    long size = sample.stream().mapToLong(StoredObject::size).sum();
    job.progress().plan(0, size, 0);
    new ContentCheck(backups, readers).read(layout, sample, metadata.segments(), findings, job);
    return new Checked(sample.size(), size);
  }

  /** The backups that share what has a finding. */
  private List<String> affected(Findings findings, JobContext job) {
    DamagedSegments damaged =
        new DamagedSegments(findings.sorted().stream().map(Finding::key).toList());
    if (damaged.isEmpty()) {
      return List.of();
    }
    damaged.mark(backups, pins);
    return damaged.backups(backups, job.cancel());
  }

  private static VerifyReport report(
      VerifyRequest request,
      Checked checked,
      Findings findings,
      List<String> affected,
      Duration duration) {
    VerifyReport report =
        VerifyReport.builder(request.backup().value())
            .depth(request.depth())
            .objects(checked.objects())
            .bytes(checked.bytes())
            .findings(findings.sorted())
            .findingCount(findings.count())
            .affectedBackups(affected)
            .duration(duration)
            .build();
    LOG.info(
        "Verify of '{}' ({}): {} findings in {} objects, in {}",
        request.backup(),
        request.depth(),
        report.findingCount(),
        report.objects(),
        report.duration());
    return report;
  }

  private static boolean includes(VerifyRequest request, VerifyDepth depth) {
    return request.depth().compareTo(depth) >= 0;
  }
}
