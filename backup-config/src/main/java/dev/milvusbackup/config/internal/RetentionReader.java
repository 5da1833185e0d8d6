package dev.milvusbackup.config.internal;

import dev.milvusbackup.error.InvalidRequestException;
import dev.milvusbackup.retention.PruneRequest;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/** Reads which backups go after a create. */
public final class RetentionReader {

  private static final String SECTION = "backup.retention.";
  private static final List<String> COUNTS =
      List.of("keepLast", "keepHourly", "keepDaily", "keepWeekly", "keepMonthly", "keepYearly");
  private static final List<String> TEXTS =
      List.of("keepWithin", "keepLabel", "deleteIncompleteAfter", "gracePeriod", "timeZone");

  private final ResolvedConfig settings;
  private final Problems problems;
  private boolean valid = true;

  public RetentionReader(ResolvedConfig settings, Problems problems) {
    this.settings = settings;
    this.problems = problems;
  }

  /** The request; empty if nothing is configured, or something wrong. */
  public Optional<PruneRequest> read() {
    PruneRequest.Builder prune = PruneRequest.builder();
    Optional<String> prefix = settings.optional(SECTION + "prefix");
    if (prefix.isEmpty()) {
      firstGiven().ifPresent(this::requirePrefix);
      return Optional.empty();
    }
    prune.prefix(prefix.get());
    count("keepLast", prune::keepLast);
    count("keepHourly", prune::keepHourly);
    count("keepDaily", prune::keepDaily);
    count("keepWeekly", prune::keepWeekly);
    count("keepMonthly", prune::keepMonthly);
    count("keepYearly", prune::keepYearly);
    text("keepWithin", age -> prune.keepWithin(Age.parse(age)));
    text("keepLabel", label -> keepLabel(prune, label));
    text("deleteIncompleteAfter", age -> prune.deleteIncompleteAfter(Age.parse(age)));
    text("gracePeriod", age -> prune.gracePeriod(Age.parse(age)));
    text("timeZone", zone -> prune.zone(zone(zone)));
    return build(prune);
  }

  private Optional<PruneRequest> build(PruneRequest.Builder prune) {
    try {
      PruneRequest request = prune.build();
      return valid ? Optional.of(request) : Optional.empty();
    } catch (InvalidRequestException e) {
      if (valid) {
        problems.error(
            settings.value(SECTION + "prefix").origin(),
            "has no rule that keeps backups, so all would go. Set at least one, such as keepLast: 7");
      }
      return Optional.empty();
    }
  }

  private Optional<ResolvedValue> firstGiven() {
    return COUNTS.stream()
        .filter(key -> settings.number(SECTION + key) != 0)
        .findFirst()
        .or(
            () ->
                TEXTS.stream()
                    .filter(key -> settings.optional(SECTION + key).isPresent())
                    .findFirst())
        .map(key -> settings.value(SECTION + key));
  }

  private void requirePrefix(ResolvedValue given) {
    problems.error(
        given.origin(),
        "needs the start of the names of the backups that may be deleted. Set backup.retention.prefix");
  }

  private void count(String key, IntConsumer rule) {
    int count = settings.number(SECTION + key);
    if (count != 0) {
      rule.accept(count);
    }
  }

  private void text(String key, Consumer<String> rule) {
    settings.optional(SECTION + key).ifPresent(value -> apply(key, value, rule));
  }

  private void apply(String key, String value, Consumer<String> rule) {
    try {
      rule.accept(value);
    } catch (InvalidRequestException e) {
      valid = false;
      problems.error(settings.value(SECTION + key).origin(), String.valueOf(e.getMessage()));
    }
  }

  private static void keepLabel(PruneRequest.Builder prune, String label) {
    int end = label.indexOf('=');
    if (end < 1) {
      throw new InvalidRequestException("must be KEY=VALUE, not '%s'".formatted(label));
    }
    prune.keepLabel(label.substring(0, end), label.substring(end + 1));
  }

  private static ZoneId zone(String name) {
    try {
      return ZoneId.of(name);
    } catch (DateTimeException e) {
      throw new InvalidRequestException(
          "must be a time zone such as Europe/Berlin, not '%s'".formatted(name), e);
    }
  }
}
