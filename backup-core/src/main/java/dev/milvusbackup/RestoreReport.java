package dev.milvusbackup;

import dev.milvusbackup.error.BackupException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The result of a {@link BackupClient#restore restore}. Immutable. */
public final class RestoreReport {

  private final String backup;
  private final List<Restored> restored;
  private final List<Skipped> skipped;
  private final @Nullable RbacChanges rbac;
  private final List<Failed> failed;
  private final Duration duration;

  private RestoreReport(Builder builder) {
    this.backup = builder.backup;
    this.restored = builder.restored;
    this.skipped = builder.skipped;
    this.rbac = builder.rbac;
    this.failed = builder.failed;
    this.duration = builder.duration;
  }

  /**
   * Returns a new builder. Applications read this type; the builder is for tests and for
   * implementations of {@link BackupClient}.
   *
   * @param backup the name of the backup
   * @return the builder
   */
  public static Builder builder(String backup) {
    return new Builder(backup);
  }

  /** {@return the name of the backup} */
  public String backup() {
    return backup;
  }

  /** {@return the collections that were restored, in the order of the backup} */
  public List<Restored> restored() {
    return restored;
  }

  /**
   * {@return the collections that were not restored because their targets exist} Empty unless the
   * request says {@link IfExists#SKIP}.
   */
  public List<Skipped> skipped() {
    return skipped;
  }

  /**
   * {@return the users and roles that were added} Empty unless the request asks for them with
   * {@link RbacPolicy}.
   */
  public Optional<RbacChanges> rbac() {
    return Optional.ofNullable(rbac);
  }

  /**
   * {@return the collections that could not be restored} Empty in the report of a successful job.
   */
  public List<Failed> failed() {
    return failed;
  }

  /** {@return the time the restore took} */
  public Duration duration() {
    return duration;
  }

  @Override
  public boolean equals(@Nullable Object object) {
    return object instanceof RestoreReport other
        && backup.equals(other.backup)
        && restored.equals(other.restored)
        && skipped.equals(other.skipped)
        && Objects.equals(rbac, other.rbac)
        && failed.equals(other.failed)
        && duration.equals(other.duration);
  }

  @Override
  public int hashCode() {
    return Objects.hash(backup, restored, skipped, rbac, failed, duration);
  }

  @Override
  public String toString() {
    return "RestoreReport[backup=%s, restored=%s, skipped=%s, rbac=%s, failed=%s, duration=%s]"
        .formatted(backup, restored, skipped, rbac(), failed, duration);
  }

  /** Builds a {@link RestoreReport}. Not safe for use by several threads. */
  public static final class Builder {

    private final String backup;
    private List<Restored> restored = List.of();
    private List<Skipped> skipped = List.of();
    private @Nullable RbacChanges rbac;
    private List<Failed> failed = List.of();
    private Duration duration = Duration.ZERO;

    private Builder(String backup) {
      this.backup = Objects.requireNonNull(backup, "backup");
    }

    /**
     * Sets the collections that were restored, in the order of the backup. Default: none.
     *
     * @param restored the collections that were restored, in the order of the backup
     * @return this builder
     */
    public Builder restored(List<Restored> restored) {
      this.restored = List.copyOf(restored);
      return this;
    }

    /**
     * Sets the collections that were not restored because their targets exist. Default: none.
     *
     * @param skipped the collections that were not restored because their targets exist
     * @return this builder
     */
    public Builder skipped(List<Skipped> skipped) {
      this.skipped = List.copyOf(skipped);
      return this;
    }

    /**
     * Sets the users and roles that were added. Default: empty.
     *
     * @param rbac the users and roles that were added
     * @return this builder
     */
    public Builder rbac(RbacChanges rbac) {
      this.rbac = Objects.requireNonNull(rbac, "rbac");
      return this;
    }

    /**
     * Sets the collections that could not be restored. Default: none.
     *
     * @param failed the collections that could not be restored
     * @return this builder
     */
    public Builder failed(List<Failed> failed) {
      this.failed = List.copyOf(failed);
      return this;
    }

    /**
     * Sets the time the restore took. Default: zero.
     *
     * @param duration the time the restore took
     * @return this builder
     */
    public Builder duration(Duration duration) {
      this.duration = Objects.requireNonNull(duration, "duration");
      return this;
    }

    /**
     * Builds the report.
     *
     * @return a new {@link RestoreReport}
     */
    public RestoreReport build() {
      return new RestoreReport(this);
    }
  }

  /** A collection that was restored. Immutable. */
  public static final class Restored {

    private final CollectionName source;
    private final CollectionName target;
    private final long rows;
    private final int importJobs;
    private final int importJobsReused;
    private final Placement placement;
    private final List<String> warnings;
    private final @Nullable String rowsNotCompared;

    private Restored(Builder builder) {
      this.source = builder.source;
      this.target = builder.target;
      this.rows = builder.rows;
      this.importJobs = builder.importJobs;
      this.importJobsReused = builder.importJobsReused;
      this.placement = builder.placement;
      this.warnings = builder.warnings;
      this.rowsNotCompared = builder.rowsNotCompared;
    }

    /**
     * Returns a new builder. Applications read this type; the builder is for tests and for
     * implementations of {@link BackupClient}.
     *
     * @param source the name of the collection in the backup
     * @param target the name of the restored collection
     * @return the builder
     */
    public static Builder builder(CollectionName source, CollectionName target) {
      return new Builder(source, target);
    }

    /** {@return the name of the collection in the backup} */
    public CollectionName source() {
      return source;
    }

    /** {@return the name of the restored collection} */
    public CollectionName target() {
      return target;
    }

    /**
     * {@return the number of restored rows} They are those that remain after deletes, if the backup
     * knows that number ({@code CollectionManifest.liveRows()}); otherwise those that import jobs
     * reported or that were inserted.
     */
    public long rows() {
      return rows;
    }

    /** {@return the number of import jobs, over all runs of the restore} */
    public int importJobs() {
      return importJobs;
    }

    /** {@return the number of import jobs that an earlier, interrupted run had started} */
    public int importJobsReused() {
      return importJobsReused;
    }

    /** {@return the way in which Milvus received the data} */
    public Placement placement() {
      return placement;
    }

    /**
     * {@return differences from the backup that do not concern rows, such as an alias that now
     * belongs to another collection}
     */
    public List<String> warnings() {
      return warnings;
    }

    /**
     * {@return the reason if Milvus's count of the loaded collection was not compared with the
     * count in the backup} Empty if they are equal.
     */
    public Optional<String> rowsNotCompared() {
      return Optional.ofNullable(rowsNotCompared);
    }

    @Override
    public boolean equals(@Nullable Object object) {
      return object instanceof Restored other
          && source.equals(other.source)
          && target.equals(other.target)
          && rows == other.rows
          && importJobs == other.importJobs
          && importJobsReused == other.importJobsReused
          && placement == other.placement
          && warnings.equals(other.warnings)
          && Objects.equals(rowsNotCompared, other.rowsNotCompared);
    }

    @Override
    public int hashCode() {
      return Objects.hash(
          source, target, rows, importJobs, importJobsReused, placement, warnings, rowsNotCompared);
    }

    @Override
    public String toString() {
      return "Restored[source=%s, target=%s, rows=%s, importJobs=%s, importJobsReused=%s, placement=%s, warnings=%s, rowsNotCompared=%s]"
          .formatted(
              source,
              target,
              rows,
              importJobs,
              importJobsReused,
              placement,
              warnings,
              rowsNotCompared);
    }

    /** Builds a {@link Restored}. Not safe for use by several threads. */
    public static final class Builder {

      private final CollectionName source;
      private final CollectionName target;
      private long rows;
      private int importJobs;
      private int importJobsReused;
      private Placement placement = Placement.IN_PLACE;
      private List<String> warnings = List.of();
      private @Nullable String rowsNotCompared;

      private Builder(CollectionName source, CollectionName target) {
        this.source = Objects.requireNonNull(source, "source");
        this.target = Objects.requireNonNull(target, "target");
      }

      /**
       * Sets the number of restored rows. Default: 0.
       *
       * @param rows the number of restored rows
       * @return this builder
       */
      public Builder rows(long rows) {
        this.rows = rows;
        return this;
      }

      /**
       * Sets the number of import jobs, over all runs of the restore. Default: 0.
       *
       * @param importJobs the number of import jobs, over all runs of the restore
       * @return this builder
       */
      public Builder importJobs(int importJobs) {
        this.importJobs = importJobs;
        return this;
      }

      /**
       * Sets the number of import jobs that an earlier, interrupted run had started. Default: 0.
       *
       * @param importJobsReused the number of import jobs that an earlier, interrupted run had
       *     started
       * @return this builder
       */
      public Builder importJobsReused(int importJobsReused) {
        this.importJobsReused = importJobsReused;
        return this;
      }

      /**
       * Sets the way in which Milvus received the data. Default: {@link Placement#IN_PLACE}.
       *
       * @param placement the way in which Milvus received the data
       * @return this builder
       */
      public Builder placement(Placement placement) {
        this.placement = Objects.requireNonNull(placement, "placement");
        return this;
      }

      /**
       * Sets differences from the backup that do not concern rows, such as an alias that now
       * belongs to another collection. Default: none.
       *
       * @param warnings differences from the backup that do not concern rows, such as an alias that
       *     now belongs to another collection
       * @return this builder
       */
      public Builder warnings(List<String> warnings) {
        this.warnings = List.copyOf(warnings);
        return this;
      }

      /**
       * Sets the reason if Milvus's count was not compared with the backup. Default: it was.
       *
       * @param why the reason
       * @return this builder
       */
      public Builder rowsNotCompared(String why) {
        this.rowsNotCompared = Objects.requireNonNull(why, "why");
        return this;
      }

      /**
       * Builds the value.
       *
       * @return a new {@link Restored}
       */
      public Restored build() {
        return new Restored(this);
      }
    }
  }

  /**
   * A collection that was not restored because its target exists ({@link IfExists#SKIP}).
   * Immutable.
   */
  public static final class Skipped {

    private final CollectionName source;
    private final CollectionName target;

    private Skipped(CollectionName source, CollectionName target) {
      this.source = Objects.requireNonNull(source, "source");
      this.target = Objects.requireNonNull(target, "target");
    }

    /**
     * Returns a new value. Applications read this type; tests create it.
     *
     * @param source the name of the collection in the backup
     * @param target the name of the existing target
     * @return a new {@link Skipped}
     */
    public static Skipped of(CollectionName source, CollectionName target) {
      return new Skipped(source, target);
    }

    /** {@return the name of the collection in the backup} */
    public CollectionName source() {
      return source;
    }

    /** {@return the name of the existing target} */
    public CollectionName target() {
      return target;
    }

    @Override
    public boolean equals(@Nullable Object object) {
      return object instanceof Skipped other
          && source.equals(other.source)
          && target.equals(other.target);
    }

    @Override
    public int hashCode() {
      return Objects.hash(source, target);
    }

    @Override
    public String toString() {
      return "Skipped[source=%s, target=%s]".formatted(source, target);
    }
  }

  /**
   * A collection that could not be restored. Its partial data was dropped, except when it was
   * complete and only the rename to the target failed: in that case the message of the cause
   * contains its current name. Immutable.
   */
  public static final class Failed {

    private final CollectionName source;
    private final CollectionName target;
    private final Phase phase;
    private final BackupException cause;

    private Failed(
        CollectionName source, CollectionName target, Phase phase, BackupException cause) {
      this.source = Objects.requireNonNull(source, "source");
      this.target = Objects.requireNonNull(target, "target");
      this.phase = Objects.requireNonNull(phase, "phase");
      this.cause = Objects.requireNonNull(cause, "cause");
    }

    /**
     * Returns a new value. Applications read this type; tests create it.
     *
     * @param source the name of the collection in the backup
     * @param target the name that it should have received
     * @param phase the phase in which it failed
     * @param cause the reason
     * @return a new {@link Failed}
     */
    public static Failed of(
        CollectionName source, CollectionName target, Phase phase, BackupException cause) {
      return new Failed(source, target, phase, cause);
    }

    /** {@return the name of the collection in the backup} */
    public CollectionName source() {
      return source;
    }

    /** {@return the name that it should have received} */
    public CollectionName target() {
      return target;
    }

    /** {@return the phase in which it failed} */
    public Phase phase() {
      return phase;
    }

    /** {@return the reason} */
    public BackupException cause() {
      return cause;
    }

    @Override
    public boolean equals(@Nullable Object object) {
      return object instanceof Failed other
          && source.equals(other.source)
          && target.equals(other.target)
          && phase == other.phase
          && cause.equals(other.cause);
    }

    @Override
    public int hashCode() {
      return Objects.hash(source, target, phase, cause);
    }

    @Override
    public String toString() {
      return "Failed[source=%s, target=%s, phase=%s, cause=%s]"
          .formatted(source, target, phase, cause);
    }
  }

  /** The way in which Milvus receives the data of a collection. */
  public enum Placement {
    /** Milvus reads the files of the backup where they are stored. */
    IN_PLACE,
    /** Milvus reads a temporary copy in its own storage. */
    STAGED,
    /** This process inserts the rows of a logical backup. */
    INSERTED
  }
}
