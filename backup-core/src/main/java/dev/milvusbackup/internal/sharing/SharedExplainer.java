package dev.milvusbackup.internal.sharing;

import dev.milvusbackup.BackupName;
import dev.milvusbackup.error.CorruptBackupException;
import dev.milvusbackup.error.UnsupportedVersionException;
import dev.milvusbackup.internal.catalog.IncrementCatalog;
import dev.milvusbackup.internal.catalog.IncrementCatalog.Referring;
import dev.milvusbackup.internal.catalog.IncrementCatalog.Retired;
import dev.milvusbackup.internal.format.commit.PinRecord;
import dev.milvusbackup.internal.job.CancelToken;
import dev.milvusbackup.internal.sharing.CondemnedLists.CondemnedList;
import dev.milvusbackup.retention.ObjectExplanation;
import dev.milvusbackup.retention.ObjectFate;
import dev.milvusbackup.storage.ObjectInfo;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Says what a sweep would do with a shared object, by the same plan in the same order of reads. */
public final class SharedExplainer {

  private final ObjectStore store;
  private final SharedPath path;
  private final Instant now;
  private final Duration grace;
  private final List<String> holders = new ArrayList<>();
  private final List<String> unreadable = new ArrayList<>();
  private final List<Retired> retired = new ArrayList<>();

  /**
   * An explanation.
   *
   * @param now the time of the store
   */
  public SharedExplainer(ObjectStore store, SharedPath path, Instant now, Duration grace) {
    this.store = store;
    this.path = path;
    this.now = now;
    this.grace = grace;
  }

  public ObjectExplanation explain(ObjectKey key, CancelToken cancel) {
    Instant oldest = now.minus(grace);
    LivePins before = LivePins.list(store, oldest);
    List<CondemnedList> lists =
        new CondemnedLists(store).read().stream().filter(this::isNamedBy).toList();
    readHolders(cancel);
    LivePins pins = before.and(LivePins.list(store, oldest));
    Optional<ObjectInfo> object = store.stat(key);
    ObjectFate fate = fate(plan(oldest, pins, lists), object);
    ObjectExplanation.Builder explanation =
        ObjectExplanation.builder(key, fate)
            .referredBy(holders)
            .unreadable(unreadable)
            .damaged(lists.stream().anyMatch(SharedExplainer::isOfDamage));
    object.ifPresent(info -> explanation.size(info.size()));
    if (fate == ObjectFate.OF_RUNNING_JOB) {
      explanation.waitingFor(
          Stream.ofNullable(pins.pins().get(path.root())).map(PinRecord::holder).toList());
    } else if (fate == ObjectFate.UNREFERENCED) {
      explanation.removableFrom(now.plus(grace));
    } else if (fate != ObjectFate.NEEDED) {
      addCondemned(explanation, lists, pins);
    }
    return explanation.build();
  }

  private SweepPlan plan(Instant oldest, LivePins pins, List<CondemnedList> lists) {
    SharedSegments referenced = new SharedSegments();
    if (!holders.isEmpty()) {
      referenced.add(path.root(), path.group());
    }
    SharedSegments undeletable =
        new Referenced(new IncrementCatalog(store)).undeletable(retired, oldest);
    SweepPlan plan = new SweepPlan(referenced, undeletable, now, oldest, pins);
    lists.forEach(plan::add);
    return plan;
  }

  private ObjectFate fate(SweepPlan plan, Optional<ObjectInfo> object) {
    Instant written = object.flatMap(ObjectInfo::lastModified).orElse(Instant.MAX);
    return switch (plan.fate(path.root(), path.group(), written)) {
      case REFERENCED -> ObjectFate.NEEDED;
      case UNDECIDED -> ObjectFate.OF_RUNNING_JOB;
      case CONDEMN -> ObjectFate.UNREFERENCED;
      case REMOVE -> ObjectFate.REMOVABLE;
      case CONDEMNED ->
          plan.waitingFor().isEmpty() ? ObjectFate.CONDEMNED : ObjectFate.WAITING_FOR_JOBS;
    };
  }

  private void addCondemned(
      ObjectExplanation.Builder explanation, List<CondemnedList> lists, LivePins pins) {
    List<CondemnedList> condemning = lists.stream().filter(list -> !isOfDamage(list)).toList();
    condemning.stream()
        .filter(list -> !list.record().orElseThrow().removing()) // that list was written again
        .map(list -> list.info().lastModified())
        .flatMap(Optional::stream)
        .min(Comparator.naturalOrder())
        .ifPresent(time -> explanation.condemnedSince(time).removableFrom(time.plus(grace)));
    Set<String> jobs = new TreeSet<>();
    condemning.forEach(list -> jobs.addAll(pins.unaware(list.name())));
    explanation.waitingFor(List.copyOf(jobs));
  }

  private boolean isNamedBy(CondemnedList list) {
    return list.record()
        .map(record -> record.segments().getOrDefault(path.root(), List.of()))
        .filter(segments -> segments.contains(path.group()))
        .isPresent();
  }

  private static boolean isOfDamage(CondemnedList list) {
    return list.record().orElseThrow().damaged();
  }

  private void readHolders(CancelToken cancel) {
    IncrementCatalog catalog = new IncrementCatalog(store);
    for (BackupName name : catalog.names()) {
      cancel.check();
      try {
        Referring backup = catalog.referring(name);
        backup.retired().ifPresent(retired::add);
        if (refers(backup)) {
          holders.add(name.value());
        }
      } catch (CorruptBackupException | UnsupportedVersionException e) {
        unreadable.add(name.value());
      }
    }
  }

  private boolean refers(Referring backup) {
    return Referenced.by(backup).contains(path.root(), path.group());
  }
}
