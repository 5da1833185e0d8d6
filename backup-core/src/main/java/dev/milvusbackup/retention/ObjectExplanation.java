package dev.milvusbackup.retention;

import dev.milvusbackup.storage.ObjectKey;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Why an object of the backup store stays, or when a prune removes it. Immutable. */
public final class ObjectExplanation {

  private final ObjectKey key;
  private final ObjectFate fate;
  private final @Nullable Long size;
  private final @Nullable String backup;
  private final List<String> referredBy;
  private final @Nullable Instant condemnedSince;
  private final @Nullable Instant removableFrom;
  private final List<String> waitingFor;
  private final boolean damaged;
  private final List<String> unreadable;

  private ObjectExplanation(Builder builder) {
    this.key = builder.key;
    this.fate = builder.fate;
    this.size = builder.size;
    this.backup = builder.backup;
    this.referredBy = builder.referredBy;
    this.condemnedSince = builder.condemnedSince;
    this.removableFrom = builder.removableFrom;
    this.waitingFor = builder.waitingFor;
    this.damaged = builder.damaged;
    this.unreadable = builder.unreadable;
  }

  /**
   * Returns a new builder. Applications read this type; the builder is for tests and for
   * implementations of {@link dev.milvusbackup.BackupClient}.
   *
   * @param key the key of the object
   * @param fate what prunes do with it
   * @return the builder
   */
  public static Builder builder(ObjectKey key, ObjectFate fate) {
    return new Builder(key, fate);
  }

  /** {@return the key of the object, from the root of the backup store} */
  public ObjectKey key() {
    return key;
  }

  /** {@return what prunes do with it} */
  public ObjectFate fate() {
    return fate;
  }

  /** {@return its size in bytes; empty if it is missing although something refers to it} */
  public OptionalLong size() {
    return size == null ? OptionalLong.empty() : OptionalLong.of(size);
  }

  /** {@return the name of the backup in whose directory it is} */
  public Optional<String> backup() {
    return Optional.ofNullable(backup);
  }

  /** {@return the names of the backups that need it, interrupted creates included} */
  public List<String> referredBy() {
    return referredBy;
  }

  /** {@return when a prune condemned it, by the clock of the store} */
  public Optional<Instant> condemnedSince() {
    return Optional.ofNullable(condemnedSince);
  }

  /**
   * {@return from when on a prune can remove it, at the earliest} For an object that is not
   * condemned yet: if a prune ran now.
   */
  public Optional<Instant> removableFrom() {
    return Optional.ofNullable(removableFrom);
  }

  /** {@return the running jobs that may rely on it, by operation and host, for people} */
  public List<String> waitingFor() {
    return waitingFor;
  }

  /** {@return whether a verification has found damage, so that later backups do not share it} */
  public boolean damaged() {
    return damaged;
  }

  /**
   * {@return the names of the backups that cannot be read, so that it is unknown whether they need
   * it} Every prune refuses until they are deleted.
   */
  public List<String> unreadable() {
    return unreadable;
  }

  @Override
  public boolean equals(@Nullable Object object) {
    return object instanceof ObjectExplanation other
        && key.equals(other.key)
        && fate == other.fate
        && Objects.equals(size, other.size)
        && Objects.equals(backup, other.backup)
        && referredBy.equals(other.referredBy)
        && Objects.equals(condemnedSince, other.condemnedSince)
        && Objects.equals(removableFrom, other.removableFrom)
        && waitingFor.equals(other.waitingFor)
        && damaged == other.damaged
        && unreadable.equals(other.unreadable);
  }

  @Override
  public int hashCode() {
    return Objects.hash(
        key,
        fate,
        size,
        backup,
        referredBy,
        condemnedSince,
        removableFrom,
        waitingFor,
        damaged,
        unreadable);
  }

  @Override
  public String toString() {
    return "ObjectExplanation[key=%s, fate=%s, size=%s, backup=%s, referredBy=%s, condemnedSince=%s, removableFrom=%s, waitingFor=%s, damaged=%s, unreadable=%s]"
        .formatted(
            key,
            fate,
            size,
            backup,
            referredBy,
            condemnedSince,
            removableFrom,
            waitingFor,
            damaged,
            unreadable);
  }

  /** Builds an {@link ObjectExplanation}. Not safe for use by several threads. */
  public static final class Builder {

    private final ObjectKey key;
    private final ObjectFate fate;
    private @Nullable Long size;
    private @Nullable String backup;
    private List<String> referredBy = List.of();
    private @Nullable Instant condemnedSince;
    private @Nullable Instant removableFrom;
    private List<String> waitingFor = List.of();
    private boolean damaged;
    private List<String> unreadable = List.of();

    private Builder(ObjectKey key, ObjectFate fate) {
      this.key = Objects.requireNonNull(key, "key");
      this.fate = Objects.requireNonNull(fate, "fate");
    }

    /**
     * Sets its size. Default: it is missing.
     *
     * @param bytes the size in bytes
     * @return this builder
     */
    public Builder size(long bytes) {
      this.size = bytes;
      return this;
    }

    /**
     * Sets the backup in whose directory it is. Default: none.
     *
     * @param name the name of the backup
     * @return this builder
     */
    public Builder backup(String name) {
      this.backup = Objects.requireNonNull(name, "name");
      return this;
    }

    /**
     * Sets the backups that need it. Default: none.
     *
     * @param names their names
     * @return this builder
     */
    public Builder referredBy(List<String> names) {
      this.referredBy = List.copyOf(names);
      return this;
    }

    /**
     * Sets when a prune condemned it. Default: none did.
     *
     * @param time the time
     * @return this builder
     */
    public Builder condemnedSince(Instant time) {
      this.condemnedSince = Objects.requireNonNull(time, "time");
      return this;
    }

    /**
     * Sets from when on a prune can remove it. Default: none can.
     *
     * @param time the time
     * @return this builder
     */
    public Builder removableFrom(Instant time) {
      this.removableFrom = Objects.requireNonNull(time, "time");
      return this;
    }

    /**
     * Sets the jobs that may rely on it. Default: none.
     *
     * @param jobs the jobs, for people
     * @return this builder
     */
    public Builder waitingFor(List<String> jobs) {
      this.waitingFor = List.copyOf(jobs);
      return this;
    }

    /**
     * Sets whether a verification has found damage. Default: no.
     *
     * @param damaged whether it has
     * @return this builder
     */
    public Builder damaged(boolean damaged) {
      this.damaged = damaged;
      return this;
    }

    /**
     * Sets the backups that cannot be read. Default: none.
     *
     * @param names their names
     * @return this builder
     */
    public Builder unreadable(List<String> names) {
      this.unreadable = List.copyOf(names);
      return this;
    }

    /**
     * Builds it.
     *
     * @return a new {@link ObjectExplanation}
     */
    public ObjectExplanation build() {
      return new ObjectExplanation(this);
    }
  }
}
