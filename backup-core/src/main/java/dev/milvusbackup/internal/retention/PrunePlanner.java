package dev.milvusbackup.internal.retention;

import dev.milvusbackup.BackupListing;
import dev.milvusbackup.BackupListing.Incomplete;
import dev.milvusbackup.BackupListing.Status;
import dev.milvusbackup.BackupName;
import dev.milvusbackup.BackupSummary;
import dev.milvusbackup.error.PruneRefusedException;
import dev.milvusbackup.internal.catalog.BackupCatalog;
import dev.milvusbackup.internal.catalog.LockedBackups;
import dev.milvusbackup.internal.format.BackupLayout;
import dev.milvusbackup.internal.job.CancelToken;
import dev.milvusbackup.internal.job.Parallel;
import dev.milvusbackup.internal.retention.LastGood.Content;
import dev.milvusbackup.internal.retention.PrunePlan.Removal;
import dev.milvusbackup.retention.KeepReason;
import dev.milvusbackup.retention.PruneRequest;
import dev.milvusbackup.retention.RetentionDecision;
import dev.milvusbackup.storage.ObjectStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Lists the backups, decides about each, and refuses if a decision is not safe. */
final class PrunePlanner {

  // In memory at the same time, since each may list very many objects.
  private static final int CONTENTS = 4;

  private final ObjectStore store;
  private final BackupCatalog catalog;
  private final BackupContents contents;
  private final StoreClock clock;
  private final Parallel reads;

  PrunePlanner(
      ObjectStore store,
      BackupCatalog catalog,
      BackupContents contents,
      StoreClock clock,
      Parallel reads) {
    this.store = store;
    this.catalog = catalog;
    this.contents = contents;
    this.clock = clock;
    this.reads = reads;
  }

  /**
   * Plans.
   *
   * @throws PruneRefusedException if a decision would not be safe
   */
  PrunePlan plan(PruneRequest request, CancelToken cancel) {
    Instant now = clock.now();
    BackupListing listing = catalog.list(reads);
    List<Incomplete> incomplete =
        listing.incomplete().stream().filter(i -> i.name().startsWith(request.prefix())).toList();
    List<BackupSummary> complete =
        listing.backups().stream()
            .filter(b -> b.name().startsWith(request.prefix()))
            .filter(b -> b.hasLabels(request.labels()))
            .toList();
    incomplete.forEach(this::requireNoDamage);
    complete.forEach(backup -> requirePast(backup, now));
    Map<BackupSummary, Set<KeepReason>> reasons = reasons(request, complete);
    Map<BackupSummary, Content> found = contents(reasons, cancel);
    LockedBackups locks = new LockedBackups(store);
    List<Removal> removals =
        removals(reasons, found).stream()
            .filter(removal -> !isLocked(removal, locks, reasons))
            .toList();
    return new PrunePlan(
        reasons.entrySet().stream().map(e -> decision(e.getKey(), e.getValue(), found)).toList(),
        removals,
        expired(request, incomplete, now).stream()
            .filter(name -> locks.until(new BackupLayout(new BackupName(name))).isEmpty())
            .toList());
  }

  private static boolean isLocked(
      Removal removal, LockedBackups locks, Map<BackupSummary, Set<KeepReason>> reasons) {
    BackupName name = new BackupName(removal.backup().name());
    if (locks.until(new BackupLayout(name)).isEmpty()) {
      return false;
    }
    Objects.requireNonNull(reasons.get(removal.backup())).add(KeepReason.LOCKED);
    return true;
  }

  private static RetentionDecision decision(
      BackupSummary backup, Set<KeepReason> why, Map<BackupSummary, Content> found) {
    RetentionDecision decision = RetentionDecision.of(backup, why);
    Content content = found.get(backup);
    return content != null && content.damaged() ? decision.asDamaged() : decision;
  }

  /** By the rules alone; newest first, those without a date at the end. */
  private static Map<BackupSummary, Set<KeepReason>> reasons(
      PruneRequest request, List<BackupSummary> complete) {
    Map<BackupSummary, Set<KeepReason>> reasons =
        RetentionRules.apply(request, complete.stream().filter(PrunePlanner::isDatable).toList());
    if (!request.hasRules()) {
      reasons.values().forEach(why -> why.add(KeepReason.NO_RULE));
    }
    for (BackupSummary backup : complete) {
      if (backup.unsupportedFormat().isPresent()) {
        reasons.put(backup, EnumSet.of(KeepReason.UNSUPPORTED_FORMAT));
      } else if (backup.createdAt().isEmpty()) {
        reasons.put(backup, EnumSet.of(KeepReason.UNKNOWN_DATE));
      }
    }
    return reasons;
  }

  private static boolean isDatable(BackupSummary backup) {
    return backup.createdAt().isPresent() && backup.unsupportedFormat().isEmpty();
  }

  /** Looks into the backups, if there is anything to delete. */
  private Map<BackupSummary, Content> contents(
      Map<BackupSummary, Set<KeepReason>> reasons, CancelToken cancel) {
    if (reasons.values().stream().noneMatch(Set::isEmpty)) {
      return Map.of();
    }
    List<BackupSummary> datable =
        reasons.keySet().stream().filter(PrunePlanner::isDatable).toList();
    return reads.atMost(CONTENTS).map(datable, cancel, contents::of).stream()
        .flatMap(Optional::stream)
        .collect(Collectors.toMap(Content::backup, Function.identity()));
  }

  /** Keeps the last good ones. */
  private static List<Removal> removals(
      Map<BackupSummary, Set<KeepReason>> reasons, Map<BackupSummary, Content> found) {
    LastGood good =
        new LastGood(reasons.keySet().stream().filter(found::containsKey).map(found::get).toList());
    List<Removal> removals = new ArrayList<>();
    reasons.forEach(
        (backup, why) -> {
          if (!why.isEmpty()) {
            return;
          }
          // One that has vanished is skipped when its turn comes.
          Optional<Content> content = Optional.ofNullable(found.get(backup));
          if (good.contains(backup)) {
            why.add(KeepReason.LAST_GOOD);
          } else if (content.filter(good::lack).isPresent()) {
            why.add(KeepReason.ONLY_COPY);
          } else {
            removals.add(new Removal(backup, content.flatMap(good::replacing)));
          }
        });
    removals.sort(Comparator.comparing(Removal::backup, RetentionRules.NEWEST_FIRST.reversed()));
    return removals;
  }

  private List<String> expired(PruneRequest request, List<Incomplete> incomplete, Instant now) {
    Optional<Duration> age = request.deleteIncompleteAfter();
    return age.isEmpty() || !request.labels().isEmpty()
        ? List.of()
        : incomplete.stream()
            .filter(i -> i.status() != Status.RUNNING)
            .map(Incomplete::name)
            .filter(name -> isOlder(name, now.minus(age.get())))
            .toList();
  }

  private boolean isOlder(String name, Instant time) {
    return contents.lastWrite(name).filter(last -> last.isBefore(time)).isPresent();
  }

  private void requireNoDamage(Incomplete incomplete) {
    if (incomplete.status() == Status.LEFTOVER
        && catalog.problem(new BackupName(incomplete.name())).isEmpty()) {
      throw BackupContents.unreadable(incomplete.name(), incomplete.reason());
    }
  }

  private static void requirePast(BackupSummary backup, Instant now) {
    if (backup.createdAt().filter(now.plus(StoreClock.TOLERANCE)::isBefore).isPresent()) {
      throw new PruneRefusedException(
          "Cannot prune: backup '%s' was created at %s, which is in the future (it is %s), so it would count as the newest. Delete it by its name, or wait."
              .formatted(backup.name(), backup.createdAt().get(), now));
    }
  }
}
