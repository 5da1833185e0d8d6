package dev.milvusbackup.internal.repair;

import dev.milvusbackup.Phase;
import dev.milvusbackup.RepairReport;
import dev.milvusbackup.RepairReport.Repaired;
import dev.milvusbackup.VerifyDepth;
import dev.milvusbackup.VerifyReport.Finding;
import dev.milvusbackup.VerifyReport.FindingKind;
import dev.milvusbackup.error.BackupLockedException;
import dev.milvusbackup.error.CorruptBackupException;
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
import dev.milvusbackup.internal.check.SubstituteCheck;
import dev.milvusbackup.internal.data.Environment;
import dev.milvusbackup.internal.format.BackupLayout;
import dev.milvusbackup.internal.job.JobContext;
import dev.milvusbackup.internal.job.Parallel;
import dev.milvusbackup.internal.lock.JobLock;
import dev.milvusbackup.internal.repair.ObjectFetcher.Fetched;
import dev.milvusbackup.internal.sharing.DamageLists;
import dev.milvusbackup.internal.sharing.DamagedSegments;
import dev.milvusbackup.internal.sharing.Pin;
import dev.milvusbackup.internal.sharing.Removals;
import dev.milvusbackup.manifest.SegmentManifest;
import dev.milvusbackup.manifest.StoredObject;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One repair, by the holder of the lock of the backup. */
final class RepairRun {

  private final Environment environment;
  private final BackupLayout layout;
  private final List<Source> sources;
  private final JobLock lock;
  private final JobContext job;
  private final ObjectStore backups;
  private final Parallel workers;

  RepairRun(
      Environment environment,
      BackupLayout layout,
      List<Source> sources,
      JobLock lock,
      JobContext job) {
    this.environment = environment;
    this.layout = layout;
    this.sources = sources;
    this.lock = lock;
    this.job = job;
    this.backups = environment.backups();
    this.workers = environment.workers().copies();
  }

  RepairReport run(Optional<Pin> pin, long started) {
    DamageLists lists = DamageLists.read(backups);
    CheckedMetadata metadata = readable();
    LoadedBackup backup = metadata.loaded().orElseThrow();
    List<Finding> findings = check(metadata);
    Map<ObjectKey, StoredObject> damaged = damaged(metadata, findings);
    List<Repaired> repaired = List.of();
    if (!damaged.isEmpty()) {
      pin.ifPresent(held -> requireSafe(held, backup));
      List<Fetched> fetched = fetch(damaged);
      repaired = fetched.stream().flatMap(f -> f.repaired().stream()).toList();
      findings = checkAgain(metadata, findings, fetched);
    }
    List<ObjectKey> bad = findings.stream().map(Finding::key).toList();
    lists.end(lock.store(), backup.info().collections(), bad);
    remember(backup, bad);
    return RepairReport.builder(layout.name().value())
        .objects(metadata.objects().orElseThrow().size())
        .repaired(repaired)
        .findings(findings)
        .affectedBackups(
            new DamagedSegments(repaired.stream().map(Repaired::key).toList())
                .backups(backups, job.cancel()))
        .duration(Duration.ofNanos(System.nanoTime() - started))
        .build();
  }

  /** Without metadata that can be trusted nothing says what an object has to be. */
  private CheckedMetadata readable() {
    Findings findings = new Findings();
    CheckedMetadata metadata = new MetadataCheck(backups, layout, findings).check();
    if (findings.count() > 0) {
      Finding first = findings.sorted().get(0);
      throw new CorruptBackupException(
          "Cannot repair backup '%s': its metadata is damaged, %s in %s: %s. Copy its metadata files from a second copy of the store first; repair fetches only data."
              .formatted(layout.name(), first.key(), backups.displayName(), first.message()));
    }
    return metadata;
  }

  private List<Finding> check(CheckedMetadata metadata) {
    job.progress().enter(Phase.CHECKING);
    Findings findings = Findings.all();
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
    read(present, metadata.segments(), findings);
    return findings.sorted();
  }

  private void read(List<StoredObject> objects, List<SegmentManifest> segments, Findings findings) {
    job.progress().plan(0, objects.stream().mapToLong(StoredObject::size).sum(), 0);
    new ContentCheck(backups, workers).read(layout, objects, segments, findings, job);
  }

  private static Map<ObjectKey, StoredObject> damaged(
      CheckedMetadata metadata, List<Finding> findings) {
    Set<ObjectKey> keys =
        findings.stream()
            .filter(finding -> isRepairable(finding.kind()))
            .map(Finding::key)
            .collect(Collectors.toSet());
    return metadata.objects().orElseThrow().stream()
        .filter(object -> keys.contains(object.key()))
        .collect(Collectors.toMap(StoredObject::key, o -> o, (a, b) -> a, TreeMap::new));
  }

  private static boolean isRepairable(FindingKind kind) {
    return switch (kind) {
      case MISSING, SIZE, DIGEST, UNREADABLE, STRUCTURE -> true;
      case INCOMPLETE, STRAY, METADATA, CONTRADICTION, ROWS, RESTORE -> false;
    };
  }

  /**
   * What a prune removes is nothing that a backup names. If it does so nevertheless, its delete
   * must not hit what is written here.
   */
  private void requireSafe(Pin pin, LoadedBackup backup) {
    if (new Removals(backups).concern(backup.info().collections())) {
      throw new BackupLockedException(
          "Cannot repair backup '%s': a prune of %s looks at shared objects that it needs. Repair it when the prune has ended; if it was killed, prune again first."
              .formatted(layout.name(), backups.displayName()));
    }
    pin.require();
  }

  private List<Fetched> fetch(Map<ObjectKey, StoredObject> damaged) {
    job.progress().enter(Phase.COPYING);
    ObjectFetcher fetcher =
        new ObjectFetcher(sources, lock.store(), new SubstituteCheck(layout, job), job);
    List<StoredObject> ordered = List.copyOf(damaged.values());
    job.progress().plan(0, ordered.stream().mapToLong(StoredObject::size).sum(), 0);
    return workers.map(ordered, job.cancel(), fetcher::fetch);
  }

  /** The segments with damage as they are now; what could not be fetched says why. */
  private List<Finding> checkAgain(
      CheckedMetadata metadata, List<Finding> before, List<Fetched> fetched) {
    job.progress().enter(Phase.CHECKING);
    Map<ObjectKey, Fetched> tried =
        fetched.stream().collect(Collectors.toMap(f -> f.object().key(), f -> f));
    List<SegmentManifest> segments =
        metadata.segments().stream()
            .filter(s -> s.objects().anyMatch(o -> tried.containsKey(o.key())))
            .toList();
    Set<ObjectKey> checked = new HashSet<>(tried.keySet());
    segments.forEach(s -> s.objects().forEach(o -> checked.add(o.key())));
    Findings now = Findings.all();
    read(
        metadata.objects().orElseThrow().stream().filter(o -> checked.contains(o.key())).toList(),
        segments,
        now);
    before.stream().filter(f -> !checked.contains(f.key())).forEach(now::add);
    return now.sorted().stream().map(f -> explained(f, tried.get(f.key()))).toList();
  }

  private static Finding explained(Finding finding, @Nullable Fetched fetched) {
    return fetched == null || fetched.refusals().isEmpty()
        ? finding
        : Finding.of(
            finding.kind(),
            finding.key(),
            "%s (%s)".formatted(finding.message(), fetched.refusals()));
  }

  private void remember(LoadedBackup backup, List<ObjectKey> bad) {
    new DamageMarks(backups).update(backup.manifest().summary(), VerifyDepth.CONTENT, bad.size());
    DamagedSegments damaged = new DamagedSegments(bad);
    if (!damaged.isEmpty()) {
      damaged.mark(backups, environment.pins());
    }
  }
}
