package dev.milvusbackup;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The result of deleting a backup. Immutable. */
public final class DeleteReport {

  private final String name;
  private final long objects;
  private final long bytes;
  private final Duration duration;
  private final boolean undeletable;

  private DeleteReport(Builder builder) {
    this.name = builder.name;
    this.objects = builder.objects;
    this.bytes = builder.bytes;
    this.duration = builder.duration;
    this.undeletable = builder.undeletable;
  }

  /**
   * Returns a new builder. Applications read this type; the builder is for tests and for
   * implementations of {@link BackupClient}.
   *
   * @param name the name of the backup
   * @return the builder
   */
  public static Builder builder(String name) {
    return new Builder(name);
  }

  /** {@return the name of the backup} */
  public String name() {
    return name;
  }

  /**
   * {@return the number of objects that were deleted; of an incremental backup those that a later
   * prune deletes}
   */
  public long objects() {
    return objects;
  }

  /** {@return the size of these objects, in bytes, without those that other backups share} */
  public long bytes() {
    return bytes;
  }

  /** {@return the time the deletion took} */
  public Duration duration() {
    return duration;
  }

  /**
   * {@return whether {@link BackupClient#undelete} brings the backup back, until a prune has
   * removed it after its grace period; only incremental backups can be undeleted}
   */
  public boolean undeletable() {
    return undeletable;
  }

  @Override
  public boolean equals(@Nullable Object object) {
    return object instanceof DeleteReport other
        && name.equals(other.name)
        && objects == other.objects
        && bytes == other.bytes
        && duration.equals(other.duration)
        && undeletable == other.undeletable;
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, objects, bytes, duration, undeletable);
  }

  @Override
  public String toString() {
    return "DeleteReport[name=%s, objects=%s, bytes=%s, duration=%s, undeletable=%s]"
        .formatted(name, objects, bytes, duration, undeletable);
  }

  /** Builds a {@link DeleteReport}. Not safe for use by several threads. */
  public static final class Builder {

    private final String name;
    private long objects;
    private long bytes;
    private Duration duration = Duration.ZERO;
    private boolean undeletable;

    private Builder(String name) {
      this.name = Objects.requireNonNull(name, "name");
    }

    /**
     * Sets the number of objects that were deleted. Default: 0.
     *
     * @param objects the number of objects that were deleted
     * @return this builder
     */
    public Builder objects(long objects) {
      this.objects = objects;
      return this;
    }

    /**
     * Sets the size of the deleted objects, in bytes. Default: 0.
     *
     * @param bytes the size of the deleted objects, in bytes
     * @return this builder
     */
    public Builder bytes(long bytes) {
      this.bytes = bytes;
      return this;
    }

    /**
     * Sets the time the deletion took. Default: zero.
     *
     * @param duration the time the deletion took
     * @return this builder
     */
    public Builder duration(Duration duration) {
      this.duration = Objects.requireNonNull(duration, "duration");
      return this;
    }

    /**
     * Sets whether the backup can be undeleted. Default: {@code false}.
     *
     * @param undeletable whether it can
     * @return this builder
     */
    public Builder undeletable(boolean undeletable) {
      this.undeletable = undeletable;
      return this;
    }

    /**
     * Builds the report.
     *
     * @return a new {@link DeleteReport}
     */
    public DeleteReport build() {
      return new DeleteReport(this);
    }
  }
}
