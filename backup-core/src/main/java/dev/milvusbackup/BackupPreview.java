package dev.milvusbackup;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The effect that a {@link BackupClient#create create} would have, according to the data that
 * Milvus has flushed so far. Immutable.
 */
public final class BackupPreview {

  private final String backup;
  private final String milvusVersion;
  private final String store;
  private final List<CollectionPreview> collections;
  private final Duration estimate;
  private final long lockRequests;

  private BackupPreview(Builder builder) {
    this.backup = builder.backup;
    this.milvusVersion = builder.milvusVersion;
    this.store = builder.store;
    this.collections = builder.collections;
    this.estimate = builder.estimate;
    this.lockRequests = builder.lockRequests;
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

  /** {@return the version of the Milvus server} */
  public String milvusVersion() {
    return milvusVersion;
  }

  /** {@return the display name of the backup store} It contains no secrets. */
  public String store() {
    return store;
  }

  /** {@return the collections that would be backed up, ordered by name} */
  public List<CollectionPreview> collections() {
    return collections;
  }

  /**
   * {@return a rough estimate of the duration} It assumes 100 MB/s for copies and three seconds for
   * the flush; the real rate depends on the stores.
   */
  public Duration estimate() {
    return estimate;
  }

  /** {@return the amount of data that would be copied, in bytes} */
  public long bytes() {
    return collections.stream().mapToLong(c -> c.bytes() - c.bytesReused()).sum();
  }

  /**
   * {@return the number of requests that lock the objects of the backup, if it is to be locked} Its
   * objects and those that it shares with earlier backups take one each.
   */
  @Beta
  public long lockRequests() {
    return lockRequests;
  }

  @Override
  public boolean equals(@Nullable Object object) {
    return object instanceof BackupPreview other
        && backup.equals(other.backup)
        && milvusVersion.equals(other.milvusVersion)
        && store.equals(other.store)
        && collections.equals(other.collections)
        && estimate.equals(other.estimate)
        && lockRequests == other.lockRequests;
  }

  @Override
  public int hashCode() {
    return Objects.hash(backup, milvusVersion, store, collections, estimate, lockRequests);
  }

  @Override
  public String toString() {
    return "BackupPreview[backup=%s, milvusVersion=%s, store=%s, collections=%s, estimate=%s, lockRequests=%s]"
        .formatted(backup, milvusVersion, store, collections, estimate, lockRequests);
  }

  /** Builds a {@link BackupPreview}. Not safe for use by several threads. */
  public static final class Builder {

    private final String backup;
    private String milvusVersion = "";
    private String store = "";
    private List<CollectionPreview> collections = List.of();
    private Duration estimate = Duration.ZERO;
    private long lockRequests;

    private Builder(String backup) {
      this.backup = Objects.requireNonNull(backup, "backup");
    }

    /**
     * Sets the version of the Milvus server. Default: empty.
     *
     * @param milvusVersion the version of the Milvus server
     * @return this builder
     */
    public Builder milvusVersion(String milvusVersion) {
      this.milvusVersion = Objects.requireNonNull(milvusVersion, "milvusVersion");
      return this;
    }

    /**
     * Sets the display name of the backup store. Default: empty.
     *
     * @param store the display name of the backup store
     * @return this builder
     */
    public Builder store(String store) {
      this.store = Objects.requireNonNull(store, "store");
      return this;
    }

    /**
     * Sets the collections that would be backed up, ordered by name. Default: none.
     *
     * @param collections the collections that would be backed up, ordered by name
     * @return this builder
     */
    public Builder collections(List<CollectionPreview> collections) {
      this.collections = List.copyOf(collections);
      return this;
    }

    /**
     * Sets a rough estimate of the duration. Default: zero.
     *
     * @param estimate a rough estimate of the duration
     * @return this builder
     */
    public Builder estimate(Duration estimate) {
      this.estimate = Objects.requireNonNull(estimate, "estimate");
      return this;
    }

    /**
     * Sets the number of requests that lock objects. Default: 0.
     *
     * @param lockRequests the number of requests
     * @return this builder
     */
    @Beta
    public Builder lockRequests(long lockRequests) {
      this.lockRequests = lockRequests;
      return this;
    }

    /**
     * Builds the preview.
     *
     * @return a new {@link BackupPreview}
     */
    public BackupPreview build() {
      return new BackupPreview(this);
    }
  }

  /**
   * A collection as it is stored now. Rows that Milvus still buffers are not included. Immutable.
   */
  public static final class CollectionPreview {

    private final CollectionName name;
    private final int segments;
    private final int objects;
    private final long rows;
    private final long bytes;
    private final long bytesReused;

    private CollectionPreview(Builder builder) {
      this.name = builder.name;
      this.segments = builder.segments;
      this.objects = builder.objects;
      this.rows = builder.rows;
      this.bytes = builder.bytes;
      this.bytesReused = builder.bytesReused;
    }

    /**
     * Returns a new builder. Applications read this type; the builder is for tests and for
     * implementations of {@link BackupClient}.
     *
     * @param name the name of the collection
     * @return the builder
     */
    public static Builder builder(CollectionName name) {
      return new Builder(name);
    }

    /** {@return the name of the collection} */
    public CollectionName name() {
      return name;
    }

    /** {@return the number of segments} */
    public int segments() {
      return segments;
    }

    /** {@return the number of binlogs} */
    public int objects() {
      return objects;
    }

    /** {@return the number of rows, including deleted ones} */
    public long rows() {
      return rows;
    }

    /** {@return the size of the binlogs, in bytes} */
    public long bytes() {
      return bytes;
    }

    /** {@return the size of those binlogs that an incremental backup would not copy, in bytes} */
    @Beta
    public long bytesReused() {
      return bytesReused;
    }

    @Override
    public boolean equals(@Nullable Object object) {
      return object instanceof CollectionPreview other
          && name.equals(other.name)
          && segments == other.segments
          && objects == other.objects
          && rows == other.rows
          && bytes == other.bytes
          && bytesReused == other.bytesReused;
    }

    @Override
    public int hashCode() {
      return Objects.hash(name, segments, objects, rows, bytes, bytesReused);
    }

    @Override
    public String toString() {
      return "CollectionPreview[name=%s, segments=%s, objects=%s, rows=%s, bytes=%s, bytesReused=%s]"
          .formatted(name, segments, objects, rows, bytes, bytesReused);
    }

    /** Builds a {@link CollectionPreview}. Not safe for use by several threads. */
    public static final class Builder {

      private final CollectionName name;
      private int segments;
      private int objects;
      private long rows;
      private long bytes;
      private long bytesReused;

      private Builder(CollectionName name) {
        this.name = Objects.requireNonNull(name, "name");
      }

      /**
       * Sets the number of segments. Default: 0.
       *
       * @param segments the number of segments
       * @return this builder
       */
      public Builder segments(int segments) {
        this.segments = segments;
        return this;
      }

      /**
       * Sets the number of binlogs. Default: 0.
       *
       * @param objects the number of binlogs
       * @return this builder
       */
      public Builder objects(int objects) {
        this.objects = objects;
        return this;
      }

      /**
       * Sets the number of rows, including deleted ones. Default: 0.
       *
       * @param rows the number of rows, including deleted ones
       * @return this builder
       */
      public Builder rows(long rows) {
        this.rows = rows;
        return this;
      }

      /**
       * Sets the size of the binlogs, in bytes. Default: 0.
       *
       * @param bytes the size of the binlogs, in bytes
       * @return this builder
       */
      public Builder bytes(long bytes) {
        this.bytes = bytes;
        return this;
      }

      /**
       * Sets the size of the binlogs that would not be copied. Default: 0.
       *
       * @param bytesReused the size in bytes
       * @return this builder
       */
      @Beta
      public Builder bytesReused(long bytesReused) {
        this.bytesReused = bytesReused;
        return this;
      }

      /**
       * Builds the preview.
       *
       * @return a new {@link CollectionPreview}
       */
      public CollectionPreview build() {
        return new CollectionPreview(this);
      }
    }
  }
}
