package dev.milvusbackup;

import dev.milvusbackup.RestoreReport.Failed;
import dev.milvusbackup.RestoreReport.Placement;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The effect that a {@link BackupClient#restore restore} would have. Immutable. */
public final class RestorePreview {

  private final String backup;
  private final String milvusVersion;
  private final List<String> newDatabases;
  private final List<CollectionPreview> collections;
  private final List<CollectionName> skipped;
  private final List<Failed> refused;
  private final @Nullable RbacChanges rbac;
  private final Duration estimate;

  private RestorePreview(Builder builder) {
    this.backup = builder.backup;
    this.milvusVersion = builder.milvusVersion;
    this.newDatabases = builder.newDatabases;
    this.collections = builder.collections;
    this.skipped = builder.skipped;
    this.refused = builder.refused;
    this.rbac = builder.rbac;
    this.estimate = builder.estimate;
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

  /** {@return the databases that would be created} */
  public List<String> newDatabases() {
    return newDatabases;
  }

  /** {@return the collections that would be restored, in the order of the backup} */
  public List<CollectionPreview> collections() {
    return collections;
  }

  /**
   * {@return the collections, by their names in the backup, that would be skipped because their
   * targets exist}
   */
  public List<CollectionName> skipped() {
    return skipped;
  }

  /**
   * {@return the collections that this server cannot store, with the reasons} The restore would
   * restore the others and then fail with {@link RestoreFailedException}. To leave them out, select
   * the others by {@link RestoreRequest.Builder#collections} or {@link
   * RestoreRequest.Builder#targets}.
   */
  public List<Failed> refused() {
    return refused;
  }

  /**
   * {@return the users and roles that would be added} Empty unless the request asks for them with
   * {@link RbacPolicy}.
   */
  public Optional<RbacChanges> rbac() {
    return Optional.ofNullable(rbac);
  }

  /**
   * {@return a rough estimate of the duration} It assumes 28 MB/s for imports plus two seconds for
   * each import job, as measured on a small Milvus 2.3, and 100 MB/s for staging.
   */
  public Duration estimate() {
    return estimate;
  }

  /** {@return the amount of data that would be imported, in bytes} */
  public long bytes() {
    return collections.stream().mapToLong(CollectionPreview::bytes).sum();
  }

  @Override
  public boolean equals(@Nullable Object object) {
    return object instanceof RestorePreview other
        && backup.equals(other.backup)
        && milvusVersion.equals(other.milvusVersion)
        && newDatabases.equals(other.newDatabases)
        && collections.equals(other.collections)
        && skipped.equals(other.skipped)
        && refused.equals(other.refused)
        && Objects.equals(rbac, other.rbac)
        && estimate.equals(other.estimate);
  }

  @Override
  public int hashCode() {
    return Objects.hash(
        backup, milvusVersion, newDatabases, collections, skipped, refused, rbac, estimate);
  }

  @Override
  public String toString() {
    return "RestorePreview[backup=%s, milvusVersion=%s, newDatabases=%s, collections=%s, skipped=%s, refused=%s, rbac=%s, estimate=%s]"
        .formatted(
            backup, milvusVersion, newDatabases, collections, skipped, refused, rbac(), estimate);
  }

  /** Builds a {@link RestorePreview}. Not safe for use by several threads. */
  public static final class Builder {

    private final String backup;
    private String milvusVersion = "";
    private List<String> newDatabases = List.of();
    private List<CollectionPreview> collections = List.of();
    private List<CollectionName> skipped = List.of();
    private List<Failed> refused = List.of();
    private @Nullable RbacChanges rbac;
    private Duration estimate = Duration.ZERO;

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
     * Sets the databases that would be created. Default: none.
     *
     * @param newDatabases the databases that would be created
     * @return this builder
     */
    public Builder newDatabases(List<String> newDatabases) {
      this.newDatabases = List.copyOf(newDatabases);
      return this;
    }

    /**
     * Sets the collections that would be restored, in the order of the backup. Default: none.
     *
     * @param collections the collections that would be restored, in the order of the backup
     * @return this builder
     */
    public Builder collections(List<CollectionPreview> collections) {
      this.collections = List.copyOf(collections);
      return this;
    }

    /**
     * Sets the collections, by their names in the backup, that would be skipped because their
     * targets exist. Default: none.
     *
     * @param skipped the collections, by their names in the backup, that would be skipped because
     *     their targets exist
     * @return this builder
     */
    public Builder skipped(List<CollectionName> skipped) {
      this.skipped = List.copyOf(skipped);
      return this;
    }

    /**
     * Sets the collections that the server cannot store. Default: none.
     *
     * @param refused these collections, with the reasons
     * @return this builder
     */
    public Builder refused(List<Failed> refused) {
      this.refused = List.copyOf(refused);
      return this;
    }

    /**
     * Sets the users and roles that would be added. Default: empty.
     *
     * @param rbac the users and roles that would be added
     * @return this builder
     */
    public Builder rbac(RbacChanges rbac) {
      this.rbac = Objects.requireNonNull(rbac, "rbac");
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
     * Builds the preview.
     *
     * @return a new {@link RestorePreview}
     */
    public RestorePreview build() {
      return new RestorePreview(this);
    }
  }

  /** A collection that would be restored. Immutable. */
  public static final class CollectionPreview {

    private final CollectionName source;
    private final CollectionName target;
    private final Action action;
    private final int segments;
    private final long rows;
    private final long bytes;
    private final int importJobs;
    private final Placement placement;
    private final List<String> warnings;

    private CollectionPreview(Builder builder) {
      this.source = builder.source;
      this.target = builder.target;
      this.action = builder.action;
      this.segments = builder.segments;
      this.rows = builder.rows;
      this.bytes = builder.bytes;
      this.importJobs = builder.importJobs;
      this.placement = builder.placement;
      this.warnings = builder.warnings;
    }

    /**
     * Returns a new builder. Applications read this type; the builder is for tests and for
     * implementations of {@link BackupClient}.
     *
     * @param source the name of the collection in the backup
     * @param target the name that it would receive
     * @return the builder
     */
    public static Builder builder(CollectionName source, CollectionName target) {
      return new Builder(source, target);
    }

    /** {@return the name of the collection in the backup} */
    public CollectionName source() {
      return source;
    }

    /** {@return the name that it would receive} */
    public CollectionName target() {
      return target;
    }

    /** {@return the effect on the target} */
    public Action action() {
      return action;
    }

    /** {@return the number of segments} */
    public int segments() {
      return segments;
    }

    /** {@return the number of rows, including deleted ones} */
    public long rows() {
      return rows;
    }

    /** {@return the size of the data, in bytes} */
    public long bytes() {
      return bytes;
    }

    /** {@return the number of import jobs} */
    public int importJobs() {
      return importJobs;
    }

    /** {@return the way in which Milvus would receive the data} */
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

    @Override
    public boolean equals(@Nullable Object object) {
      return object instanceof CollectionPreview other
          && source.equals(other.source)
          && target.equals(other.target)
          && action == other.action
          && segments == other.segments
          && rows == other.rows
          && bytes == other.bytes
          && importJobs == other.importJobs
          && placement == other.placement
          && warnings.equals(other.warnings);
    }

    @Override
    public int hashCode() {
      return Objects.hash(
          source, target, action, segments, rows, bytes, importJobs, placement, warnings);
    }

    @Override
    public String toString() {
      return "CollectionPreview[source=%s, target=%s, action=%s, segments=%s, rows=%s, bytes=%s, importJobs=%s, placement=%s, warnings=%s]"
          .formatted(
              source, target, action, segments, rows, bytes, importJobs, placement, warnings);
    }

    /** Builds a {@link CollectionPreview}. Not safe for use by several threads. */
    public static final class Builder {

      private final CollectionName source;
      private final CollectionName target;
      private Action action = Action.CREATE;
      private int segments;
      private long rows;
      private long bytes;
      private int importJobs;
      private Placement placement = Placement.IN_PLACE;
      private List<String> warnings = List.of();

      private Builder(CollectionName source, CollectionName target) {
        this.source = Objects.requireNonNull(source, "source");
        this.target = Objects.requireNonNull(target, "target");
      }

      /**
       * Sets the effect on the target. Default: {@link Action#CREATE}.
       *
       * @param action the effect on the target
       * @return this builder
       */
      public Builder action(Action action) {
        this.action = Objects.requireNonNull(action, "action");
        return this;
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
       * Sets the size of the data, in bytes. Default: 0.
       *
       * @param bytes the size of the data, in bytes
       * @return this builder
       */
      public Builder bytes(long bytes) {
        this.bytes = bytes;
        return this;
      }

      /**
       * Sets the number of import jobs. Default: 0.
       *
       * @param importJobs the number of import jobs
       * @return this builder
       */
      public Builder importJobs(int importJobs) {
        this.importJobs = importJobs;
        return this;
      }

      /**
       * Sets the way in which Milvus would receive the data. Default: {@link Placement#IN_PLACE}.
       *
       * @param placement the way in which Milvus would receive the data
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
       * Builds the preview.
       *
       * @return a new {@link CollectionPreview}
       */
      public CollectionPreview build() {
        return new CollectionPreview(this);
      }
    }
  }

  /** The effect on a target. */
  public enum Action {
    /** The target does not exist and would be created. */
    CREATE,
    /** The target exists and would be replaced. */
    REPLACE,
    /** The target exists and would receive more rows. */
    APPEND,
    /** An earlier, interrupted run of the same restore created the target; it would be kept. */
    KEEP
  }
}
