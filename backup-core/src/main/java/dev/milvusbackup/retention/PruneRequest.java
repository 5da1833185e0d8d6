package dev.milvusbackup.retention;

import dev.milvusbackup.ProgressListener;
import dev.milvusbackup.error.InvalidRequestException;
import dev.milvusbackup.internal.format.Labels;
import dev.milvusbackup.internal.job.JobId;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A request to delete old backups: which backups it is about, and the rules that keep some of them.
 * Immutable.
 *
 * <p>A backup is kept if at least one rule keeps it. Rules count complete backups only, by the time
 * when their create started. A period without a backup does not count, so {@code keepDaily(7)}
 * keeps the newest backup of each of the last seven days on which there was one. Whatever the
 * rules, the last good backup of a set of collections is kept ({@link KeepReason#LAST_GOOD}).
 *
 * <p>Two requests are equal if they describe the same operation. The {@link #id()} and the {@link
 * #listener()} are not compared.
 */
public final class PruneRequest {

  private final String prefix;
  private final Map<KeepReason, Integer> counts;
  private final @Nullable Duration within;
  private final @Nullable Duration incompleteAfter;
  private final Duration gracePeriod;
  private final boolean unreferencedOnly;
  private final ZoneId zone;
  private final Map<String, String> labels;
  private final Map<String, String> keptLabels;
  private final String id;
  private final @Nullable ProgressListener listener;

  private PruneRequest(Builder builder, String prefix) {
    this.prefix = prefix;
    this.counts = Map.copyOf(builder.counts);
    this.within = builder.within;
    this.incompleteAfter = builder.incompleteAfter;
    this.gracePeriod = builder.gracePeriod;
    this.unreferencedOnly = builder.unreferencedOnly;
    this.zone = builder.zone;
    this.labels = Labels.check(builder.labels);
    this.keptLabels = Labels.check(builder.keptLabels);
    this.id = builder.id;
    this.listener = builder.listener;
  }

  /** {@return a new builder} */
  public static Builder builder() {
    return new Builder();
  }

  /** {@return a new builder with all values of this request, including its id and listener} */
  public Builder toBuilder() {
    return new Builder(this);
  }

  /** {@return the start of the names of the backups it is about; empty means all backups} */
  public String prefix() {
    return prefix;
  }

  /** {@return the labels that a backup needs for the request to be about it; empty means any} */
  public Map<String, String> labels() {
    return labels;
  }

  /** {@return the labels of which each keeps a backup} */
  public Map<String, String> keepLabels() {
    return keptLabels;
  }

  /**
   * Returns how many backups a rule keeps.
   *
   * @param rule {@link KeepReason#LAST} to {@link KeepReason#YEARLY}
   * @return the number; 0 if there is no such rule
   */
  public int keep(KeepReason rule) {
    return counts.getOrDefault(rule, 0);
  }

  /** {@return the age up to which all backups are kept, if there is such a rule} */
  public Optional<Duration> keepWithin() {
    return Optional.ofNullable(within);
  }

  /** {@return the age from which incomplete backups are deleted, if they are} */
  public Optional<Duration> deleteIncompleteAfter() {
    return Optional.ofNullable(incompleteAfter);
  }

  /** {@return whether there are rules for complete backups; if not, all of them are kept} */
  public boolean hasRules() {
    return !counts.isEmpty() || within != null || !keptLabels.isEmpty();
  }

  /** {@return how long shared objects remain after nothing refers to them} */
  public Duration gracePeriod() {
    return gracePeriod;
  }

  /** {@return whether no backup is deleted, only shared objects to which none refers} */
  public boolean unreferencedOnly() {
    return unreferencedOnly;
  }

  /** {@return the time zone in which hours, days, weeks, months and years begin} */
  public ZoneId zone() {
    return zone;
  }

  /** {@return the id of the job: the one that was set, or a random UUID} */
  public String id() {
    return id;
  }

  /** {@return the listener that receives progress updates, if one was set} */
  public Optional<ProgressListener> listener() {
    return Optional.ofNullable(listener);
  }

  @Override
  public boolean equals(@Nullable Object object) {
    return object instanceof PruneRequest other
        && prefix.equals(other.prefix)
        && counts.equals(other.counts)
        && Objects.equals(within, other.within)
        && Objects.equals(incompleteAfter, other.incompleteAfter)
        && gracePeriod.equals(other.gracePeriod)
        && unreferencedOnly == other.unreferencedOnly
        && zone.equals(other.zone)
        && labels.equals(other.labels)
        && keptLabels.equals(other.keptLabels);
  }

  @Override
  public int hashCode() {
    return Objects.hash(
        prefix,
        counts,
        within,
        incompleteAfter,
        gracePeriod,
        unreferencedOnly,
        zone,
        labels,
        keptLabels);
  }

  @Override
  public String toString() {
    return "PruneRequest[prefix=%s, labels=%s, keep=%s, keepWithin=%s, keepLabels=%s, deleteIncompleteAfter=%s, gracePeriod=%s, unreferencedOnly=%s, zone=%s, id=%s]"
        .formatted(
            prefix,
            labels,
            new TreeMap<>(counts),
            within,
            keptLabels,
            incompleteAfter,
            gracePeriod,
            unreferencedOnly,
            zone,
            id);
  }

  /** Builds a {@link PruneRequest}. Not safe for use by several threads. */
  public static final class Builder {

    private static final Duration SHORTEST_GRACE_PERIOD = Duration.ofHours(1);

    private final Map<KeepReason, Integer> counts = new EnumMap<>(KeepReason.class);
    private @Nullable String prefix;
    private @Nullable Duration within;
    private @Nullable Duration incompleteAfter;
    private Duration gracePeriod = Duration.ofDays(1);
    private boolean unreferencedOnly;
    private ZoneId zone = ZoneOffset.UTC;
    private final Map<String, String> labels = new TreeMap<>();
    private final Map<String, String> keptLabels = new TreeMap<>();
    private String id = UUID.randomUUID().toString();
    private @Nullable ProgressListener listener;

    private Builder() {}

    private Builder(PruneRequest request) {
      this.prefix = request.prefix;
      this.counts.putAll(request.counts);
      this.within = request.within;
      this.incompleteAfter = request.incompleteAfter;
      this.gracePeriod = request.gracePeriod;
      this.unreferencedOnly = request.unreferencedOnly;
      this.zone = request.zone;
      this.labels.putAll(request.labels);
      this.keptLabels.putAll(request.keptLabels);
      this.id = request.id;
      this.listener = request.listener;
    }

    /**
     * Selects the backups by the start of their names. Others are neither counted nor deleted. This
     * or {@link #allBackups()} is required.
     *
     * @param prefix such as {@code nightly-}; not empty
     * @return this builder
     * @throws InvalidRequestException if the prefix is empty
     */
    public Builder prefix(String prefix) {
      if (prefix.isEmpty()) {
        throw new InvalidRequestException(
            "Cannot prune: the prefix is empty. Give the start of the names, such as 'nightly-', or select all backups.");
      }
      this.prefix = prefix;
      return this;
    }

    /**
     * Selects all backups of the store, those of other clusters and applications included.
     *
     * @return this builder
     */
    public Builder allBackups() {
      this.prefix = "";
      return this;
    }

    /**
     * Selects only backups with this label, besides the prefix; others are neither counted nor
     * deleted. A backup needs all of several labels. Incomplete backups have no labels and are not
     * selected then. Default: any labels.
     *
     * @param key the key of the label
     * @param value its value
     * @return this builder
     * @throws InvalidRequestException if no label can be like that
     */
    public Builder label(String key, String value) {
      Labels.check(key, value);
      labels.put(key, value);
      return this;
    }

    /**
     * Keeps all backups with this label, such as {@code keep=forever}. One of several is enough.
     * Default: no such rule.
     *
     * @param key the key of the label
     * @param value its value
     * @return this builder
     * @throws InvalidRequestException if no label can be like that
     */
    public Builder keepLabel(String key, String value) {
      Labels.check(key, value);
      keptLabels.put(key, value);
      return this;
    }

    /**
     * Keeps the newest backups. Default: no such rule.
     *
     * @param backups how many; at least 1
     * @return this builder
     * @throws InvalidRequestException if the number is not positive
     */
    public Builder keepLast(int backups) {
      return keep(KeepReason.LAST, backups);
    }

    /**
     * Keeps the newest backup of each hour. Default: no such rule.
     *
     * @param hours of how many hours that have a backup; at least 1
     * @return this builder
     * @throws InvalidRequestException if the number is not positive
     */
    public Builder keepHourly(int hours) {
      return keep(KeepReason.HOURLY, hours);
    }

    /**
     * Keeps the newest backup of each day. Default: no such rule.
     *
     * @param days of how many days that have a backup; at least 1
     * @return this builder
     * @throws InvalidRequestException if the number is not positive
     */
    public Builder keepDaily(int days) {
      return keep(KeepReason.DAILY, days);
    }

    /**
     * Keeps the newest backup of each week, from Monday to Sunday (ISO 8601). Default: no such
     * rule.
     *
     * @param weeks of how many weeks that have a backup; at least 1
     * @return this builder
     * @throws InvalidRequestException if the number is not positive
     */
    public Builder keepWeekly(int weeks) {
      return keep(KeepReason.WEEKLY, weeks);
    }

    /**
     * Keeps the newest backup of each month. Default: no such rule.
     *
     * @param months of how many months that have a backup; at least 1
     * @return this builder
     * @throws InvalidRequestException if the number is not positive
     */
    public Builder keepMonthly(int months) {
      return keep(KeepReason.MONTHLY, months);
    }

    /**
     * Keeps the newest backup of each year. Default: no such rule.
     *
     * @param years of how many years that have a backup; at least 1
     * @return this builder
     * @throws InvalidRequestException if the number is not positive
     */
    public Builder keepYearly(int years) {
      return keep(KeepReason.YEARLY, years);
    }

    /**
     * Keeps all backups that are at most so much older than the newest one. The newest backup
     * counts, not the present time: if backups stop, none of them expires. Default: no such rule.
     *
     * @param age the age; positive
     * @return this builder
     * @throws InvalidRequestException if the age is not positive
     */
    public Builder keepWithin(Duration age) {
      this.within = positive("keep backups", age);
      return this;
    }

    /**
     * Also deletes incomplete backups: interrupted creates and deletes to which nothing was written
     * for this long, by the clock of the store. A running job is left alone. Default: incomplete
     * backups are kept, and can be resumed.
     *
     * @param age the age; positive
     * @return this builder
     * @throws InvalidRequestException if the age is not positive
     */
    public Builder deleteIncompleteAfter(Duration age) {
      this.incompleteAfter = positive("delete incomplete backups", age);
      return this;
    }

    /**
     * Sets how long an object that incremental backups share remains after a prune has found that
     * nothing refers to it. A later prune removes it, unless a job may still rely on it. A job that
     * shows no sign of life for that long counts as dead. Default: one day.
     *
     * @param period the period; at least one hour
     * @return this builder
     * @throws InvalidRequestException if the period is shorter
     */
    public Builder gracePeriod(Duration period) {
      if (period.compareTo(SHORTEST_GRACE_PERIOD) < 0) {
        throw new InvalidRequestException(
            "Cannot prune: a grace period of %s is too short: a slow job would count as dead. Give at least %s."
                .formatted(period, SHORTEST_GRACE_PERIOD));
      }
      this.gracePeriod = period;
      return this;
    }

    /**
     * Deletes no backup, only shared objects to which none refers. There are no rules then, and no
     * prefix. Default: not so.
     *
     * @return this builder
     */
    public Builder unreferencedOnly() {
      this.unreferencedOnly = true;
      return this;
    }

    /**
     * Sets the time zone in which hours, days, weeks, months and years begin. Default: UTC.
     *
     * @param zone the zone
     * @return this builder
     */
    public Builder zone(ZoneId zone) {
      this.zone = Objects.requireNonNull(zone, "zone");
      return this;
    }

    /**
     * Sets the id of the job. Default: a random UUID.
     *
     * @param id 1 to 128 letters, digits, {@code _}, {@code -}, {@code :} and {@code .}, not
     *     starting with {@code .}
     * @return this builder
     * @throws InvalidRequestException if the id is not valid
     */
    public Builder id(String id) {
      this.id = JobId.check(id);
      return this;
    }

    /**
     * Sets the listener that receives progress updates. Default: none.
     *
     * @param listener the listener
     * @return this builder
     */
    public Builder listener(ProgressListener listener) {
      this.listener = Objects.requireNonNull(listener, "listener");
      return this;
    }

    /**
     * Builds the request.
     *
     * @return a new {@link PruneRequest}
     * @throws InvalidRequestException if it selects no backups or has no rule
     */
    public PruneRequest build() {
      boolean noRule =
          counts.isEmpty() && within == null && keptLabels.isEmpty() && incompleteAfter == null;
      if (unreferencedOnly && noRule) {
        return new PruneRequest(this, "");
      }
      if (unreferencedOnly) {
        throw new InvalidRequestException(
            "Cannot prune: there are rules for backups, but only unreferenced objects are to be removed. Leave out one of the two.");
      }
      if (prefix == null) {
        throw new InvalidRequestException(
            "Cannot prune: it is not said which backups. Set a prefix of their names, or select all backups.");
      }
      if (noRule) {
        throw new InvalidRequestException(
            "Cannot prune: there is no rule that keeps backups, so all would go. Set at least one, such as keepLast(7).");
      }
      return new PruneRequest(this, prefix);
    }

    private Builder keep(KeepReason rule, int count) {
      if (count < 1) {
        throw new InvalidRequestException(
            "Cannot prune: a rule keeps %d backups (%s). Keep at least 1, or leave the rule out."
                .formatted(count, rule));
      }
      counts.put(rule, count);
      return this;
    }

    private static Duration positive(String verb, Duration age) {
      if (age.isZero() || age.isNegative()) {
        throw new InvalidRequestException(
            "Cannot %s: the age of %s is not positive. Give one such as PT720H."
                .formatted(verb, age));
      }
      return age;
    }
  }
}
