package dev.milvusbackup.retention;

import dev.milvusbackup.Beta;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a prune finds of the objects that incremental backups share. It removes none immediately:
 * what no backup refers to is condemned, and a prune after the {@link PruneRequest#gracePeriod
 * grace period} removes it. Immutable.
 */
public final class SharedSpace {

  /** A store without shared objects. */
  public static final SharedSpace NONE = builder().build();

  private final long bytes;
  private final long objectsRemoved;
  private final long bytesRemoved;
  private final long bytesCondemned;
  private final List<String> waitingFor;
  private final long bytesLocked;
  private final @Nullable Instant lockedUntil;

  private SharedSpace(Builder builder) {
    this.bytes = builder.bytes;
    this.objectsRemoved = builder.objectsRemoved;
    this.bytesRemoved = builder.bytesRemoved;
    this.bytesCondemned = builder.bytesCondemned;
    this.waitingFor = builder.waitingFor;
    this.bytesLocked = builder.bytesLocked;
    this.lockedUntil = builder.lockedUntil;
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

  /** {@return the size of all shared objects that remain, in bytes} */
  public long bytes() {
    return bytes;
  }

  /** {@return the number of shared objects that were removed, or would be} */
  public long objectsRemoved() {
    return objectsRemoved;
  }

  /** {@return the size of the shared objects that were removed, or would be, in bytes} */
  public long bytesRemoved() {
    return bytesRemoved;
  }

  /** {@return the size of the remaining objects that nothing refers to, in bytes} */
  public long bytesCondemned() {
    return bytesCondemned;
  }

  /**
   * {@return the running jobs that may rely on objects whose grace period is over, for people}
   * Empty if nothing waits for a job.
   */
  public List<String> waitingFor() {
    return waitingFor;
  }

  /**
   * {@return the size of the objects that only remain since they are locked, in bytes} They are
   * among those that nothing refers to.
   */
  @Beta
  public long bytesLocked() {
    return bytesLocked;
  }

  /** {@return when the first of these locks ends, if there is one} */
  @Beta
  public Optional<Instant> lockedUntil() {
    return Optional.ofNullable(lockedUntil);
  }

  @Override
  public boolean equals(@Nullable Object object) {
    return object instanceof SharedSpace other
        && bytes == other.bytes
        && objectsRemoved == other.objectsRemoved
        && bytesRemoved == other.bytesRemoved
        && bytesCondemned == other.bytesCondemned
        && waitingFor.equals(other.waitingFor)
        && bytesLocked == other.bytesLocked
        && Objects.equals(lockedUntil, other.lockedUntil);
  }

  @Override
  public int hashCode() {
    return Objects.hash(
        bytes, objectsRemoved, bytesRemoved, bytesCondemned, waitingFor, bytesLocked, lockedUntil);
  }

  @Override
  public String toString() {
    return "SharedSpace[bytes=%d, objectsRemoved=%d, bytesRemoved=%d, bytesCondemned=%d, waitingFor=%s, bytesLocked=%d, lockedUntil=%s]"
        .formatted(
            bytes,
            objectsRemoved,
            bytesRemoved,
            bytesCondemned,
            waitingFor,
            bytesLocked,
            lockedUntil());
  }

  /** Builds a {@link SharedSpace}. Not safe for use by several threads. */
  public static final class Builder {

    private long bytes;
    private long objectsRemoved;
    private long bytesRemoved;
    private long bytesCondemned;
    private List<String> waitingFor = List.of();
    private long bytesLocked;
    private @Nullable Instant lockedUntil;

    private Builder() {}

    /**
     * Sets the size of all shared objects that remain. Default: 0.
     *
     * @param bytes the size in bytes
     * @return this builder
     */
    public Builder bytes(long bytes) {
      this.bytes = bytes;
      return this;
    }

    /**
     * Sets what was removed. Default: nothing.
     *
     * @param objects the number of objects
     * @param removed their size in bytes
     * @return this builder
     */
    public Builder removed(long objects, long removed) {
      this.objectsRemoved = objects;
      this.bytesRemoved = removed;
      return this;
    }

    /**
     * Sets the size of the remaining objects that nothing refers to. Default: 0.
     *
     * @param bytesCondemned the size in bytes
     * @return this builder
     */
    public Builder bytesCondemned(long bytesCondemned) {
      this.bytesCondemned = bytesCondemned;
      return this;
    }

    /**
     * Sets the jobs that hold up the removal. Default: none.
     *
     * @param jobs the jobs, for people
     * @return this builder
     */
    public Builder waitingFor(List<String> jobs) {
      this.waitingFor = List.copyOf(jobs);
      return this;
    }

    /**
     * Sets what only remains since it is locked. Default: nothing.
     *
     * @param bytes the size in bytes
     * @param until when the first lock ends
     * @return this builder
     */
    @Beta
    public Builder locked(long bytes, Instant until) {
      this.bytesLocked = bytes;
      this.lockedUntil = Objects.requireNonNull(until, "until");
      return this;
    }

    /**
     * Builds it.
     *
     * @return a new {@link SharedSpace}
     */
    public SharedSpace build() {
      return new SharedSpace(this);
    }
  }
}
