package dev.milvusbackup;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A backup in a listing. Immutable. */
public final class BackupSummary {

  private final String name;
  private final String id;
  private final long size;
  private final String milvusVersion;
  private final @Nullable Instant createdAt;
  private final Origin origin;
  private final boolean incremental;
  private final BackupMode mode;
  private final @Nullable String unsupportedFormat;
  private final String description;
  private final Map<String, String> labels;
  private final @Nullable Instant lockedUntil;

  private BackupSummary(Builder builder) {
    this.name = builder.name;
    this.id = builder.id;
    this.size = builder.size;
    this.milvusVersion = builder.milvusVersion;
    this.createdAt = builder.createdAt;
    this.origin = builder.origin;
    this.incremental = builder.incremental;
    this.mode = builder.mode;
    this.unsupportedFormat = builder.unsupportedFormat;
    this.description = builder.description;
    this.labels = builder.labels;
    this.lockedUntil = builder.lockedUntil;
  }

  /**
   * Returns a new builder. Applications read this type; the builder is for tests and for
   * implementations of {@link BackupClient}.
   *
   * @param name the name of the backup, which is also the name of its directory in the store
   * @return the builder
   */
  public static Builder builder(String name) {
    return new Builder(name);
  }

  /** {@return the name of the backup, which is also the name of its directory in the store} */
  public String name() {
    return name;
  }

  /** {@return the id of the job that made it} */
  public String id() {
    return id;
  }

  /** {@return the size of its data, in bytes, metadata not included} */
  public long size() {
    return size;
  }

  /** {@return the version of the Milvus server that it was made from} */
  public String milvusVersion() {
    return milvusVersion;
  }

  /**
   * {@return the time when the create started} Empty for backups of the Go tool, which does not
   * record it.
   */
  public Optional<Instant> createdAt() {
    return Optional.ofNullable(createdAt);
  }

  /** {@return the tool that made it} */
  public Origin origin() {
    return origin;
  }

  /** {@return the form in which the backup stores the rows, unless its format is unsupported} */
  public BackupMode mode() {
    return mode;
  }

  /**
   * {@return the name of the format, if this library does not support it} Such a backup of a newer
   * Go tool is listed and can be deleted. Every other call throws {@link
   * dev.milvusbackup.error.UnsupportedVersionException}.
   */
  @Beta
  public Optional<String> unsupportedFormat() {
    return Optional.ofNullable(unsupportedFormat);
  }

  /** {@return the description of the backup; empty if there is none} */
  @Beta
  public String description() {
    return description;
  }

  /** {@return whether the backup shares objects with other incremental backups} */
  @Beta
  public boolean incremental() {
    return incremental;
  }

  /** {@return the labels of the backup, ordered by key} */
  @Beta
  public Map<String, String> labels() {
    return labels;
  }

  /**
   * {@return until when its objects were locked when it was made, if they were} It may be in the
   * past, and somebody may have extended the locks since.
   */
  @Beta
  public Optional<Instant> lockedUntil() {
    return Optional.ofNullable(lockedUntil);
  }

  /**
   * Returns whether the backup has all of some labels.
   *
   * @param wanted keys and values; empty means any backup
   * @return true if each of them is a label of the backup
   */
  @Beta
  public boolean hasLabels(Map<String, String> wanted) {
    return labels.entrySet().containsAll(wanted.entrySet());
  }

  @Override
  public boolean equals(@Nullable Object object) {
    return object instanceof BackupSummary other
        && name.equals(other.name)
        && id.equals(other.id)
        && size == other.size
        && milvusVersion.equals(other.milvusVersion)
        && Objects.equals(createdAt, other.createdAt)
        && origin == other.origin
        && incremental == other.incremental
        && mode == other.mode
        && Objects.equals(unsupportedFormat, other.unsupportedFormat)
        && description.equals(other.description)
        && labels.equals(other.labels)
        && Objects.equals(lockedUntil, other.lockedUntil);
  }

  @Override
  public int hashCode() {
    return Objects.hash(
        name,
        id,
        size,
        milvusVersion,
        createdAt,
        origin,
        incremental,
        mode,
        unsupportedFormat,
        description,
        labels,
        lockedUntil);
  }

  @Override
  public String toString() {
    return "BackupSummary[name=%s, id=%s, size=%s, milvusVersion=%s, createdAt=%s, origin=%s, incremental=%s, mode=%s, unsupportedFormat=%s, description=%s, labels=%s, lockedUntil=%s]"
        .formatted(
            name,
            id,
            size,
            milvusVersion,
            createdAt(),
            origin,
            incremental,
            mode,
            unsupportedFormat(),
            description,
            labels,
            lockedUntil());
  }

  /** Builds a {@link BackupSummary}. Not safe for use by several threads. */
  public static final class Builder {

    private final String name;
    private String id = "";
    private long size;
    private String milvusVersion = "";
    private @Nullable Instant createdAt;
    private Origin origin = Origin.NATIVE;
    private boolean incremental;
    private BackupMode mode = BackupMode.BINLOG;
    private @Nullable String unsupportedFormat;
    private String description = "";
    private Map<String, String> labels = Map.of();
    private @Nullable Instant lockedUntil;

    private Builder(String name) {
      this.name = Objects.requireNonNull(name, "name");
    }

    /**
     * Sets the id of the job that made it. Default: empty.
     *
     * @param id the id of the job that made it
     * @return this builder
     */
    public Builder id(String id) {
      this.id = Objects.requireNonNull(id, "id");
      return this;
    }

    /**
     * Sets the size of its data, in bytes, metadata not included. Default: 0.
     *
     * @param size the size of its data, in bytes, metadata not included
     * @return this builder
     */
    public Builder size(long size) {
      this.size = size;
      return this;
    }

    /**
     * Sets the version of the Milvus server that it was made from. Default: empty.
     *
     * @param milvusVersion the version of the Milvus server that it was made from
     * @return this builder
     */
    public Builder milvusVersion(String milvusVersion) {
      this.milvusVersion = Objects.requireNonNull(milvusVersion, "milvusVersion");
      return this;
    }

    /**
     * Sets the time when the create started. Default: empty.
     *
     * @param createdAt the time when the create started
     * @return this builder
     */
    public Builder createdAt(Instant createdAt) {
      this.createdAt = Objects.requireNonNull(createdAt, "createdAt");
      return this;
    }

    /**
     * Sets the tool that made it. Default: {@link Origin#NATIVE}.
     *
     * @param origin the tool that made it
     * @return this builder
     */
    public Builder origin(Origin origin) {
      this.origin = Objects.requireNonNull(origin, "origin");
      return this;
    }

    /**
     * Sets the form in which the backup stores the rows. Default: {@link BackupMode#BINLOG}.
     *
     * @param mode the form in which the backup stores the rows
     * @return this builder
     */
    public Builder mode(BackupMode mode) {
      this.mode = Objects.requireNonNull(mode, "mode");
      return this;
    }

    /**
     * Sets the name of a format that this library does not support. Default: none.
     *
     * @param format the name of the format
     * @return this builder
     */
    @Beta
    public Builder unsupportedFormat(String format) {
      this.unsupportedFormat = Objects.requireNonNull(format, "format");
      return this;
    }

    /**
     * Sets the description. Default: empty.
     *
     * @param description the description of the backup
     * @return this builder
     */
    @Beta
    public Builder description(String description) {
      this.description = Objects.requireNonNull(description, "description");
      return this;
    }

    /**
     * Sets whether it shares objects with other incremental backups. Default: false.
     *
     * @param incremental whether it shares objects
     * @return this builder
     */
    @Beta
    public Builder incremental(boolean incremental) {
      this.incremental = incremental;
      return this;
    }

    /**
     * Sets the labels. Default: none.
     *
     * @param labels the labels of the backup
     * @return this builder
     */
    @Beta
    public Builder labels(Map<String, String> labels) {
      this.labels = Collections.unmodifiableMap(new TreeMap<>(labels));
      return this;
    }

    /**
     * Sets until when its objects were locked. Default: empty.
     *
     * @param lockedUntil the date
     * @return this builder
     */
    @Beta
    public Builder lockedUntil(Instant lockedUntil) {
      this.lockedUntil = Objects.requireNonNull(lockedUntil, "lockedUntil");
      return this;
    }

    /**
     * Builds the summary.
     *
     * @return a new {@link BackupSummary}
     */
    public BackupSummary build() {
      return new BackupSummary(this);
    }
  }

  /** The tool that made a backup. */
  public enum Origin {
    /**
     * This library. A commit object proves that the backup is complete and holds a digest of each
     * object.
     */
    NATIVE,
    /** The Go tool, milvus-backup. Its metadata holds no digests. */
    GO_TOOL
  }
}
