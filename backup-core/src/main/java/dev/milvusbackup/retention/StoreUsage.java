package dev.milvusbackup.retention;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the backups of a store hold, and what deleting one of them would free. Jobs that run
 * meanwhile may change it. Immutable.
 */
public final class StoreUsage {

  private final List<BackupUsage> backups;
  private final long bytesUnreferenced;
  private final long bytes;

  private StoreUsage(Builder builder) {
    this.backups = builder.backups;
    this.bytesUnreferenced = builder.bytesUnreferenced;
    this.bytes = builder.bytes;
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

  /** {@return the backups, complete and incomplete, ordered by name} */
  public List<BackupUsage> backups() {
    return backups;
  }

  /**
   * {@return the size of the shared objects to which no backup refers, in bytes} They belong to
   * running jobs, or a prune removes them. If a backup cannot be read, its objects are counted here
   * too.
   */
  public long bytesUnreferenced() {
    return bytesUnreferenced;
  }

  /** {@return the size of all backups and shared objects, in bytes; each object counts once} */
  public long bytes() {
    return bytes;
  }

  @Override
  public boolean equals(@Nullable Object object) {
    return object instanceof StoreUsage other
        && backups.equals(other.backups)
        && bytesUnreferenced == other.bytesUnreferenced
        && bytes == other.bytes;
  }

  @Override
  public int hashCode() {
    return Objects.hash(backups, bytesUnreferenced, bytes);
  }

  @Override
  public String toString() {
    return "StoreUsage[backups=%s, bytesUnreferenced=%d, bytes=%d]"
        .formatted(backups, bytesUnreferenced, bytes);
  }

  /** Builds a {@link StoreUsage}. Not safe for use by several threads. */
  public static final class Builder {

    private List<BackupUsage> backups = List.of();
    private long bytesUnreferenced;
    private long bytes;

    private Builder() {}

    /**
     * Sets the backups. Default: none.
     *
     * @param backups the backups, ordered by name
     * @return this builder
     */
    public Builder backups(List<BackupUsage> backups) {
      this.backups = List.copyOf(backups);
      return this;
    }

    /**
     * Sets the size of the shared objects to which no backup refers. Default: 0.
     *
     * @param size the size in bytes
     * @return this builder
     */
    public Builder bytesUnreferenced(long size) {
      this.bytesUnreferenced = size;
      return this;
    }

    /**
     * Sets the size of all backups and shared objects. Default: 0.
     *
     * @param size the size in bytes
     * @return this builder
     */
    public Builder bytes(long size) {
      this.bytes = size;
      return this;
    }

    /**
     * Builds it.
     *
     * @return a new {@link StoreUsage}
     */
    public StoreUsage build() {
      return new StoreUsage(this);
    }
  }
}
