package dev.milvusbackup.retention;

import dev.milvusbackup.DeleteReport;
import dev.milvusbackup.error.BackupException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The result of a prune. Immutable. */
public final class PruneReport {

  private final List<RetentionDecision> decisions;
  private final List<DeleteReport> deleted;
  private final List<String> skipped;
  private final List<Failed> failed;
  private final SharedSpace sharedSpace;
  private final Duration duration;

  private PruneReport(Builder builder) {
    this.decisions = builder.decisions;
    this.deleted = builder.deleted;
    this.skipped = builder.skipped;
    this.failed = builder.failed;
    this.sharedSpace = builder.sharedSpace;
    this.duration = builder.duration;
  }

  /**
   * Returns a new builder. Applications read this type; the builder is for tests and for
   * implementations of {@link dev.milvusbackup.BackupClient}.
   *
   * @return the builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /** {@return the decisions about all complete backups of the request, newest first} */
  public List<RetentionDecision> decisions() {
    return decisions;
  }

  /** {@return the backups that were deleted, incomplete ones included, in the order of deletion} */
  public List<DeleteReport> deleted() {
    return deleted;
  }

  /**
   * {@return the names of backups that were to be deleted, but that a job of the same client reads
   * (restore, verification, materialization), or that another job had changed since the decision:
   * deleted, made again, or deleted the newer backup that replaces them}
   */
  public List<String> skipped() {
    return skipped;
  }

  /** {@return the backups that could not be deleted} */
  public List<Failed> failed() {
    return failed;
  }

  /** {@return what happened to the objects that incremental backups share} */
  public SharedSpace sharedSpace() {
    return sharedSpace;
  }

  /** {@return the time the prune took} */
  public Duration duration() {
    return duration;
  }

  @Override
  public boolean equals(@Nullable Object object) {
    return object instanceof PruneReport other
        && decisions.equals(other.decisions)
        && deleted.equals(other.deleted)
        && skipped.equals(other.skipped)
        && failed.equals(other.failed)
        && sharedSpace.equals(other.sharedSpace)
        && duration.equals(other.duration);
  }

  @Override
  public int hashCode() {
    return Objects.hash(decisions, deleted, skipped, failed, sharedSpace, duration);
  }

  @Override
  public String toString() {
    return "PruneReport[decisions=%s, deleted=%s, skipped=%s, failed=%s, sharedSpace=%s, duration=%s]"
        .formatted(decisions, deleted, skipped, failed, sharedSpace, duration);
  }

  /**
   * A backup that could not be deleted. Some of its objects may be gone; it is then incomplete.
   * Immutable.
   */
  public static final class Failed {

    private final String name;
    private final BackupException cause;

    private Failed(String name, BackupException cause) {
      this.name = Objects.requireNonNull(name, "name");
      this.cause = Objects.requireNonNull(cause, "cause");
    }

    /**
     * Returns a new value. Applications read this type; tests create it.
     *
     * @param name the name of the backup
     * @param cause why it could not be deleted
     * @return a new {@link Failed}
     */
    public static Failed of(String name, BackupException cause) {
      return new Failed(name, cause);
    }

    /** {@return the name of the backup} */
    public String name() {
      return name;
    }

    /** {@return why it could not be deleted} */
    public BackupException cause() {
      return cause;
    }

    @Override
    public boolean equals(@Nullable Object object) {
      return object instanceof Failed other && name.equals(other.name) && cause.equals(other.cause);
    }

    @Override
    public int hashCode() {
      return Objects.hash(name, cause);
    }

    @Override
    public String toString() {
      return "Failed[name=%s, cause=%s]".formatted(name, cause);
    }
  }

  /** Builds a {@link PruneReport}. Not safe for use by several threads. */
  public static final class Builder {

    private List<RetentionDecision> decisions = List.of();
    private SharedSpace sharedSpace = SharedSpace.NONE;
    private List<DeleteReport> deleted = List.of();
    private List<String> skipped = List.of();
    private List<Failed> failed = List.of();
    private Duration duration = Duration.ZERO;

    private Builder() {}

    /**
     * Sets the decisions. Default: none.
     *
     * @param decisions the decisions about complete backups, newest first
     * @return this builder
     */
    public Builder decisions(List<RetentionDecision> decisions) {
      this.decisions = List.copyOf(decisions);
      return this;
    }

    /**
     * Sets the backups that were deleted. Default: none.
     *
     * @param deleted the reports of the deletions
     * @return this builder
     */
    public Builder deleted(List<DeleteReport> deleted) {
      this.deleted = List.copyOf(deleted);
      return this;
    }

    /**
     * Sets the backups that another job uses or had changed. Default: none.
     *
     * @param skipped their names
     * @return this builder
     */
    public Builder skipped(List<String> skipped) {
      this.skipped = List.copyOf(skipped);
      return this;
    }

    /**
     * Sets the backups that could not be deleted. Default: none.
     *
     * @param failed the names and causes
     * @return this builder
     */
    public Builder failed(List<Failed> failed) {
      this.failed = List.copyOf(failed);
      return this;
    }

    /**
     * Sets what happened to shared objects. Default: there are none.
     *
     * @param space what happened
     * @return this builder
     */
    public Builder sharedSpace(SharedSpace space) {
      this.sharedSpace = Objects.requireNonNull(space, "space");
      return this;
    }

    /**
     * Sets the time the prune took. Default: zero.
     *
     * @param duration the time
     * @return this builder
     */
    public Builder duration(Duration duration) {
      this.duration = Objects.requireNonNull(duration, "duration");
      return this;
    }

    /**
     * Builds the report.
     *
     * @return a new {@link PruneReport}
     */
    public PruneReport build() {
      return new PruneReport(this);
    }
  }
}
