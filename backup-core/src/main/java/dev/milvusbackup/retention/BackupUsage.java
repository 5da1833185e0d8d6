package dev.milvusbackup.retention;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one backup holds, in bytes. Immutable. */
public final class BackupUsage {

  private final String name;
  private final boolean incremental;
  private final long metadataBytes;
  private final long dataBytes;
  private final long bytesOnlyHere;
  private final long bytesShared;
  private final List<String> sharedWith;
  private final @Nullable String problem;

  private BackupUsage(Builder builder) {
    this.name = builder.name;
    this.incremental = builder.incremental;
    this.metadataBytes = builder.metadataBytes;
    this.dataBytes = builder.dataBytes;
    this.bytesOnlyHere = builder.bytesOnlyHere;
    this.bytesShared = builder.bytesShared;
    this.sharedWith = builder.sharedWith;
    this.problem = builder.problem;
  }

  /**
   * Returns a new builder. Applications read this type; the builder is for tests and for
   * implementations of {@link dev.milvusbackup.BackupClient}.
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

  /** {@return whether it is a complete incremental backup} */
  public boolean incremental() {
    return incremental;
  }

  /** {@return the size of its metadata} */
  public long metadataBytes() {
    return metadataBytes;
  }

  /** {@return the size of the data in its own directory: of incremental ones, the delete logs} */
  public long dataBytes() {
    return dataBytes;
  }

  /** {@return the size of the shared objects to which no other backup refers} */
  public long bytesOnlyHere() {
    return bytesOnlyHere;
  }

  /** {@return the size of the shared objects to which other backups refer too} */
  public long bytesShared() {
    return bytesShared;
  }

  /** {@return the names of the other backups that refer to some of its shared objects} */
  public List<String> sharedWith() {
    return sharedWith;
  }

  /** {@return why it is incomplete or cannot be read; empty for a complete backup} */
  public Optional<String> problem() {
    return Optional.ofNullable(problem);
  }

  /**
   * {@return what a delete of the backup frees: its own directory immediately, and {@link
   * #bytesOnlyHere()} with the second prune after it}
   */
  public long bytesFreed() {
    return metadataBytes + dataBytes + bytesOnlyHere;
  }

  @Override
  public boolean equals(@Nullable Object object) {
    return object instanceof BackupUsage other
        && name.equals(other.name)
        && incremental == other.incremental
        && metadataBytes == other.metadataBytes
        && dataBytes == other.dataBytes
        && bytesOnlyHere == other.bytesOnlyHere
        && bytesShared == other.bytesShared
        && sharedWith.equals(other.sharedWith)
        && Objects.equals(problem, other.problem);
  }

  @Override
  public int hashCode() {
    return Objects.hash(
        name,
        incremental,
        metadataBytes,
        dataBytes,
        bytesOnlyHere,
        bytesShared,
        sharedWith,
        problem);
  }

  @Override
  public String toString() {
    return "BackupUsage[name=%s, incremental=%s, metadataBytes=%d, dataBytes=%d, bytesOnlyHere=%d, bytesShared=%d, sharedWith=%s, problem=%s]"
        .formatted(
            name,
            incremental,
            metadataBytes,
            dataBytes,
            bytesOnlyHere,
            bytesShared,
            sharedWith,
            problem);
  }

  /** Builds a {@link BackupUsage}. Not safe for use by several threads. */
  public static final class Builder {

    private final String name;
    private boolean incremental;
    private long metadataBytes;
    private long dataBytes;
    private long bytesOnlyHere;
    private long bytesShared;
    private List<String> sharedWith = List.of();
    private @Nullable String problem;

    private Builder(String name) {
      this.name = Objects.requireNonNull(name, "name");
    }

    /**
     * Sets whether it is a complete incremental backup. Default: no.
     *
     * @param incremental whether it is
     * @return this builder
     */
    public Builder incremental(boolean incremental) {
      this.incremental = incremental;
      return this;
    }

    /**
     * Sets what is in its own directory. Default: nothing.
     *
     * @param metadata the size of its metadata
     * @param data the size of its data
     * @return this builder
     */
    public Builder own(long metadata, long data) {
      this.metadataBytes = metadata;
      this.dataBytes = data;
      return this;
    }

    /**
     * Sets the size of the shared objects to which no other backup refers. Default: 0.
     *
     * @param size the size in bytes
     * @return this builder
     */
    public Builder bytesOnlyHere(long size) {
      this.bytesOnlyHere = size;
      return this;
    }

    /**
     * Sets the shared objects to which other backups refer too. Default: none.
     *
     * @param size the size in bytes
     * @param backups the names of the other backups
     * @return this builder
     */
    public Builder shared(long size, List<String> backups) {
      this.bytesShared = size;
      this.sharedWith = List.copyOf(backups);
      return this;
    }

    /**
     * Sets why it is incomplete or cannot be read. Default: it is complete.
     *
     * @param reason the reason
     * @return this builder
     */
    public Builder problem(String reason) {
      this.problem = Objects.requireNonNull(reason, "reason");
      return this;
    }

    /**
     * Builds it.
     *
     * @return a new {@link BackupUsage}
     */
    public BackupUsage build() {
      return new BackupUsage(this);
    }
  }
}
