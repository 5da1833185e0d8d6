package dev.milvusbackup.cli;

import dev.milvusbackup.config.internal.Age;
import dev.milvusbackup.retention.PruneRequest;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** The rules that keep backups. */
final class RetentionOptions {

  @Option(names = "--keep-last", paramLabel = "N", description = "Keep the newest backups.")
  private Optional<Integer> last = Optional.empty();

  @Option(
      names = "--keep-hourly",
      paramLabel = "N",
      description = "Keep the newest backup of each of the last N hours.")
  private Optional<Integer> hourly = Optional.empty();

  @Option(
      names = "--keep-daily",
      paramLabel = "N",
      description = "Keep the newest backup of each of the last N days.")
  private Optional<Integer> daily = Optional.empty();

  @Option(
      names = "--keep-weekly",
      paramLabel = "N",
      description = "Keep the newest backup of each of the last N weeks, from Monday to Sunday.")
  private Optional<Integer> weekly = Optional.empty();

  @Option(
      names = "--keep-monthly",
      paramLabel = "N",
      description = "Keep the newest backup of each of the last N months.")
  private Optional<Integer> monthly = Optional.empty();

  @Option(
      names = "--keep-yearly",
      paramLabel = "N",
      description = "Keep the newest backup of each of the last N years.")
  private Optional<Integer> yearly = Optional.empty();

  @Option(
      names = "--keep-within",
      paramLabel = "AGE",
      description = "Keep what is at most so much older than the newest backup: 12h, 30d, 8w.")
  private Optional<String> within = Optional.empty();

  @Option(
      names = "--keep-label",
      paramLabel = "KEY=VALUE",
      description = "Keep backups with this label. Can be repeated.")
  private Map<String, String> keptLabels = Map.of();

  @Option(
      names = "--delete-incomplete-after",
      paramLabel = "AGE",
      description = "Also delete incomplete backups to which nothing was written for this long.")
  private Optional<String> incompleteAfter = Optional.empty();

  @Option(
      names = "--grace-period",
      paramLabel = "AGE",
      description =
          "How long objects of incremental backups remain after a prune has found that none refers to them; at least 1h. Default: 1d.")
  private Optional<String> gracePeriod = Optional.empty();

  @Option(
      names = "--time-zone",
      paramLabel = "ZONE",
      description = "Where days begin, such as Europe/Berlin. Default: UTC.")
  private Optional<ZoneId> zone = Optional.empty();

  /** Whether there is any of them. */
  boolean isGiven() {
    return !keptLabels.isEmpty()
        || Stream.of(last, hourly, daily, weekly, monthly, yearly)
            .anyMatch(Optional<Integer>::isPresent)
        || Stream.of(within, incompleteAfter, gracePeriod).anyMatch(Optional<String>::isPresent)
        || zone.isPresent();
  }

  void addTo(PruneRequest.Builder request) {
    last.ifPresent(request::keepLast);
    hourly.ifPresent(request::keepHourly);
    daily.ifPresent(request::keepDaily);
    weekly.ifPresent(request::keepWeekly);
    monthly.ifPresent(request::keepMonthly);
    yearly.ifPresent(request::keepYearly);
    keptLabels.forEach(request::keepLabel);
    within.map(Age::parse).ifPresent(request::keepWithin);
    incompleteAfter.map(Age::parse).ifPresent(request::deleteIncompleteAfter);
    gracePeriod.map(Age::parse).ifPresent(request::gracePeriod);
    zone.ifPresent(request::zone);
  }
}
