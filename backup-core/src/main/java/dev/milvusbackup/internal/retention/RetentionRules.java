package dev.milvusbackup.internal.retention;

import dev.milvusbackup.BackupSummary;
import dev.milvusbackup.retention.KeepReason;
import dev.milvusbackup.retention.PruneRequest;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Applies the rules of a request to the dates of backups. Knows nothing else of them. */
final class RetentionRules {

  /** Of two with the same time the one with the later name is newer. */
  static final Comparator<BackupSummary> NEWEST_FIRST =
      Comparator.comparing(RetentionRules::time).thenComparing(BackupSummary::name).reversed();

  private final PruneRequest request;
  private final Map<BackupSummary, Set<KeepReason>> reasons = new LinkedHashMap<>();

  private RetentionRules(PruneRequest request, List<BackupSummary> dated) {
    this.request = request;
    dated.stream()
        .sorted(NEWEST_FIRST)
        .forEach(backup -> reasons.put(backup, EnumSet.noneOf(KeepReason.class)));
  }

  /**
   * Decides.
   *
   * @param dated backups with a date
   * @return the reasons to keep each of them, newest first
   */
  static Map<BackupSummary, Set<KeepReason>> apply(
      PruneRequest request, List<BackupSummary> dated) {
    RetentionRules rules = new RetentionRules(request, dated);
    rules.keepEach(KeepReason.LAST, BackupSummary::name);
    // By instant: when clocks are put back, the hour between two and three happens twice.
    rules.keepNewestOf(KeepReason.HOURLY, time -> time.truncatedTo(ChronoUnit.HOURS).toInstant());
    rules.keepNewestOf(KeepReason.DAILY, ZonedDateTime::toLocalDate);
    rules.keepNewestOf(
        KeepReason.WEEKLY,
        time ->
            List.of(
                time.get(IsoFields.WEEK_BASED_YEAR), time.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR)));
    rules.keepNewestOf(KeepReason.MONTHLY, YearMonth::from);
    rules.keepNewestOf(KeepReason.YEARLY, ZonedDateTime::getYear);
    rules.keepWithin();
    rules.keepLabeled();
    return rules.reasons;
  }

  private void keepNewestOf(KeepReason rule, Function<ZonedDateTime, Object> period) {
    keepEach(rule, backup -> period.apply(time(backup).atZone(request.zone())));
  }

  private void keepEach(KeepReason rule, Function<BackupSummary, Object> group) {
    Set<Object> seen = new HashSet<>();
    for (Map.Entry<BackupSummary, Set<KeepReason>> backup : reasons.entrySet()) {
      if (seen.size() == request.keep(rule)) {
        return;
      }
      if (seen.add(group.apply(backup.getKey()))) {
        backup.getValue().add(rule);
      }
    }
  }

  private void keepWithin() {
    if (request.keepWithin().isEmpty() || reasons.isEmpty()) {
      return;
    }
    Instant newest = time(reasons.keySet().iterator().next());
    Instant oldest = newest.minus(request.keepWithin().get());
    reasons.forEach(
        (backup, why) -> {
          if (!time(backup).isBefore(oldest)) {
            why.add(KeepReason.WITHIN);
          }
        });
  }

  private void keepLabeled() {
    reasons.forEach(
        (backup, why) -> {
          if (request.keepLabels().entrySet().stream()
              .anyMatch(backup.labels().entrySet()::contains)) {
            why.add(KeepReason.LABEL);
          }
        });
  }

  private static Instant time(BackupSummary backup) {
    return backup.createdAt().orElseThrow();
  }
}
