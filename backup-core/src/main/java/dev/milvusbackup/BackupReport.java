package dev.milvusbackup;

import dev.milvusbackup.error.BackupException;
import dev.milvusbackup.manifest.BackupManifest;
import dev.milvusbackup.retention.PruneReport;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The result of a successful {@link BackupClient#create create}. Immutable. */
public final class BackupReport {

  private final BackupManifest manifest;
  private final long bytesCopiedByStore;
  private final long bytesStreamed;
  private final long objectsReused;
  private final long bytesReused;
  private final List<Skipped> skipped;
  private final List<CollectionName> leftOut;
  private final Map<CollectionName, String> rowsNotCompared;
  private final @Nullable VerifyReport verification;
  private final @Nullable PruneReport retention;
  private final @Nullable BackupException followUpFailure;
  private final Duration duration;

  private BackupReport(Builder builder) {
    this.manifest = builder.manifest;
    this.bytesCopiedByStore = builder.bytesCopiedByStore;
    this.bytesStreamed = builder.bytesStreamed;
    this.objectsReused = builder.objectsReused;
    this.bytesReused = builder.bytesReused;
    this.skipped = builder.skipped;
    this.leftOut = builder.leftOut;
    this.rowsNotCompared = builder.rowsNotCompared;
    this.verification = builder.verification;
    this.retention = builder.retention;
    this.followUpFailure = builder.followUpFailure;
    this.duration = builder.duration;
  }

  /**
   * Returns a new builder. Applications read this type; the builder is for tests and for
   * implementations of {@link BackupClient}.
   *
   * @param manifest the content of the backup
   * @return the builder
   */
  public static Builder builder(BackupManifest manifest) {
    return new Builder(manifest);
  }

  /** {@return a new builder with all values of this report} */
  public Builder toBuilder() {
    return new Builder(this);
  }

  /** {@return the content of the backup} */
  public BackupManifest manifest() {
    return manifest;
  }

  /** {@return the bytes that the store copied itself, without passing through this process} */
  public long bytesCopiedByStore() {
    return bytesCopiedByStore;
  }

  /** {@return the bytes that passed through this process} */
  public long bytesStreamed() {
    return bytesStreamed;
  }

  /**
   * {@return the number of objects that were not copied, since the backup store had them} An
   * interrupted create had copied them, or, for an incremental backup, an earlier one.
   */
  public long objectsReused() {
    return objectsReused;
  }

  /** {@return the size of the reused objects, in bytes} */
  public long bytesReused() {
    return bytesReused;
  }

  /**
   * {@return the collections that were left out because they could not be backed up} Empty unless
   * the request allows it with {@link OnError#SKIP}.
   */
  public List<Skipped> skipped() {
    return skipped;
  }

  /**
   * {@return the collections under working names that an unfinished restore fills or has left
   * behind} They are not in the backup unless the request names them.
   */
  public List<CollectionName> leftOut() {
    return leftOut;
  }

  /**
   * {@return the collections whose rows could not be compared with Milvus's own count, with the
   * reasons} Of all others, the files hold exactly the rows that Milvus counted. Reasons are, for
   * example, that the collection is not loaded, that rows were written meanwhile, or that rows
   * expire. It is empty for a logical backup, whose rows come from queries, and for a create that
   * found its backup complete.
   */
  public Map<CollectionName, String> rowsNotCompared() {
    return rowsNotCompared;
  }

  /** {@return the result of the verification, if the request asks for one and it ran} */
  @Beta
  public Optional<VerifyReport> verification() {
    return Optional.ofNullable(verification);
  }

  /** {@return the result of the prune, if the request has a retention and the prune ran} */
  @Beta
  public Optional<PruneReport> retention() {
    return Optional.ofNullable(retention);
  }

  /**
   * {@return why a step after the create failed, if one did} The backup exists nevertheless. Either
   * the verification has findings ({@link dev.milvusbackup.error.CorruptBackupException}) or could
   * not run, and nothing was pruned; or the prune failed.
   */
  @Beta
  public Optional<BackupException> followUpFailure() {
    return Optional.ofNullable(followUpFailure);
  }

  /** {@return the time the create took, without verification and retention} */
  public Duration duration() {
    return duration;
  }

  @Override
  public boolean equals(@Nullable Object object) {
    return object instanceof BackupReport other
        && manifest.equals(other.manifest)
        && bytesCopiedByStore == other.bytesCopiedByStore
        && bytesStreamed == other.bytesStreamed
        && objectsReused == other.objectsReused
        && bytesReused == other.bytesReused
        && skipped.equals(other.skipped)
        && leftOut.equals(other.leftOut)
        && rowsNotCompared.equals(other.rowsNotCompared)
        && Objects.equals(verification, other.verification)
        && Objects.equals(retention, other.retention)
        && Objects.equals(followUpFailure, other.followUpFailure)
        && duration.equals(other.duration);
  }

  @Override
  public int hashCode() {
    return Objects.hash(
        manifest,
        bytesCopiedByStore,
        bytesStreamed,
        objectsReused,
        bytesReused,
        skipped,
        leftOut,
        rowsNotCompared,
        verification,
        retention,
        followUpFailure,
        duration);
  }

  @Override
  public String toString() {
    return "BackupReport[manifest=%s, bytesCopiedByStore=%s, bytesStreamed=%s, objectsReused=%s, bytesReused=%s, skipped=%s, leftOut=%s, rowsNotCompared=%s, verification=%s, retention=%s, followUpFailure=%s, duration=%s]"
        .formatted(
            manifest,
            bytesCopiedByStore,
            bytesStreamed,
            objectsReused,
            bytesReused,
            skipped,
            leftOut,
            rowsNotCompared,
            verification,
            retention,
            followUpFailure,
            duration);
  }

  /** Builds a {@link BackupReport}. Not safe for use by several threads. */
  public static final class Builder {

    private final BackupManifest manifest;
    private long bytesCopiedByStore;
    private long bytesStreamed;
    private long objectsReused;
    private long bytesReused;
    private List<Skipped> skipped = List.of();
    private List<CollectionName> leftOut = List.of();
    private Map<CollectionName, String> rowsNotCompared = Map.of();
    private @Nullable VerifyReport verification;
    private @Nullable PruneReport retention;
    private @Nullable BackupException followUpFailure;
    private Duration duration = Duration.ZERO;

    private Builder(BackupManifest manifest) {
      this.manifest = Objects.requireNonNull(manifest, "manifest");
    }

    private Builder(BackupReport report) {
      this.manifest = report.manifest;
      this.bytesCopiedByStore = report.bytesCopiedByStore;
      this.bytesStreamed = report.bytesStreamed;
      this.objectsReused = report.objectsReused;
      this.bytesReused = report.bytesReused;
      this.skipped = report.skipped;
      this.leftOut = report.leftOut;
      this.rowsNotCompared = report.rowsNotCompared;
      this.verification = report.verification;
      this.retention = report.retention;
      this.followUpFailure = report.followUpFailure;
      this.duration = report.duration;
    }

    /**
     * Sets the bytes that the store copied itself, without passing through this process. Default:
     * 0.
     *
     * @param bytesCopiedByStore the bytes that the store copied itself, without passing through
     *     this process
     * @return this builder
     */
    public Builder bytesCopiedByStore(long bytesCopiedByStore) {
      this.bytesCopiedByStore = bytesCopiedByStore;
      return this;
    }

    /**
     * Sets the bytes that passed through this process. Default: 0.
     *
     * @param bytesStreamed the bytes that passed through this process
     * @return this builder
     */
    public Builder bytesStreamed(long bytesStreamed) {
      this.bytesStreamed = bytesStreamed;
      return this;
    }

    /**
     * Sets the number of objects that an interrupted create had already copied. Default: 0.
     *
     * @param objectsReused the number of objects that an interrupted create had already copied
     * @return this builder
     */
    public Builder objectsReused(long objectsReused) {
      this.objectsReused = objectsReused;
      return this;
    }

    /**
     * Sets the size of the reused objects, in bytes. Default: 0.
     *
     * @param bytesReused the size of the reused objects, in bytes
     * @return this builder
     */
    public Builder bytesReused(long bytesReused) {
      this.bytesReused = bytesReused;
      return this;
    }

    /**
     * Sets the collections that were left out because they could not be backed up. Default: none.
     *
     * @param skipped the collections that were left out because they could not be backed up
     * @return this builder
     */
    public Builder skipped(List<Skipped> skipped) {
      this.skipped = List.copyOf(skipped);
      return this;
    }

    /**
     * Sets the collections that unfinished restores fill. Default: none.
     *
     * @param leftOut these collections
     * @return this builder
     */
    public Builder leftOut(List<CollectionName> leftOut) {
      this.leftOut = List.copyOf(leftOut);
      return this;
    }

    /**
     * Sets the collections whose rows could not be compared. Default: none.
     *
     * @param rowsNotCompared these collections, with the reasons
     * @return this builder
     */
    public Builder rowsNotCompared(Map<CollectionName, String> rowsNotCompared) {
      this.rowsNotCompared = Collections.unmodifiableMap(new TreeMap<>(rowsNotCompared));
      return this;
    }

    /**
     * Sets the result of the verification. Default: none.
     *
     * @param verification the report
     * @return this builder
     */
    @Beta
    public Builder verification(VerifyReport verification) {
      this.verification = Objects.requireNonNull(verification, "verification");
      return this;
    }

    /**
     * Sets the result of the prune. Default: none.
     *
     * @param retention the report
     * @return this builder
     */
    @Beta
    public Builder retention(PruneReport retention) {
      this.retention = Objects.requireNonNull(retention, "retention");
      return this;
    }

    /**
     * Sets why a step after the create failed. Default: none did.
     *
     * @param failure the reason
     * @return this builder
     */
    @Beta
    public Builder followUpFailure(BackupException failure) {
      this.followUpFailure = Objects.requireNonNull(failure, "failure");
      return this;
    }

    /**
     * Sets the time the create took. Default: zero.
     *
     * @param duration the time the create took
     * @return this builder
     */
    public Builder duration(Duration duration) {
      this.duration = Objects.requireNonNull(duration, "duration");
      return this;
    }

    /**
     * Builds the report.
     *
     * @return a new {@link BackupReport}
     */
    public BackupReport build() {
      return new BackupReport(this);
    }
  }

  /** A collection that was left out of the backup. Immutable. */
  public static final class Skipped {

    private final CollectionName collection;
    private final BackupException cause;

    private Skipped(CollectionName collection, BackupException cause) {
      this.collection = Objects.requireNonNull(collection, "collection");
      this.cause = Objects.requireNonNull(cause, "cause");
    }

    /**
     * Returns a new value. Applications read this type; tests create it.
     *
     * @param collection the name of the collection
     * @param cause the reason why it could not be backed up
     * @return a new {@link Skipped}
     */
    public static Skipped of(CollectionName collection, BackupException cause) {
      return new Skipped(collection, cause);
    }

    /** {@return the name of the collection} */
    public CollectionName collection() {
      return collection;
    }

    /** {@return the reason why it could not be backed up} */
    public BackupException cause() {
      return cause;
    }

    @Override
    public boolean equals(@Nullable Object object) {
      return object instanceof Skipped other
          && collection.equals(other.collection)
          && cause.equals(other.cause);
    }

    @Override
    public int hashCode() {
      return Objects.hash(collection, cause);
    }

    @Override
    public String toString() {
      return "Skipped[collection=%s, cause=%s]".formatted(collection, cause);
    }
  }
}
