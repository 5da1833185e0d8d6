package dev.milvusbackup;

import dev.milvusbackup.storage.ObjectKey;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The result of verifying a backup. Immutable. */
public final class VerifyReport {

  /** The largest number of findings that a report lists: {@value}. */
  public static final int MAX_FINDINGS = 1000;

  private final String backup;
  private final VerifyDepth depth;
  private final long objects;
  private final long bytes;
  private final List<Finding> findings;
  private final long findingCount;
  private final List<String> affectedBackups;
  private final Duration duration;

  private VerifyReport(Builder builder) {
    this.backup = builder.backup;
    this.depth = builder.depth;
    this.objects = builder.objects;
    this.bytes = builder.bytes;
    this.findings = builder.findings;
    this.findingCount = Math.max(builder.findingCount, builder.findings.size());
    this.affectedBackups = builder.affectedBackups;
    this.duration = builder.duration;
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

  /** {@return the depth of the verification} */
  public VerifyDepth depth() {
    return depth;
  }

  /**
   * {@return the number of objects that were checked} At {@link VerifyDepth#PRESENCE} these are
   * listed, at {@link VerifyDepth#METADATA} and {@link VerifyDepth#CONTENT} read; each object
   * counts once.
   */
  public long objects() {
    return objects;
  }

  /** {@return the number of bytes that were read} */
  public long bytes() {
    return bytes;
  }

  /**
   * {@return the problems, ordered by key} A report lists the first {@value #MAX_FINDINGS}; {@link
   * #findingCount()} counts all.
   */
  public List<Finding> findings() {
    return findings;
  }

  /** {@return the number of problems, including those that the report does not list} */
  public long findingCount() {
    return findingCount;
  }

  /**
   * {@return the names of all incremental backups that refer to a shared object with a finding,
   * this one included} Later incremental backups copy these objects again.
   */
  @Beta
  public List<String> affectedBackups() {
    return affectedBackups;
  }

  /** {@return the time the verification took} */
  public Duration duration() {
    return duration;
  }

  /** {@return true if no problems were found at this depth} */
  public boolean isSound() {
    return findingCount == 0;
  }

  @Override
  public boolean equals(@Nullable Object object) {
    return object instanceof VerifyReport other
        && backup.equals(other.backup)
        && depth == other.depth
        && objects == other.objects
        && bytes == other.bytes
        && findings.equals(other.findings)
        && findingCount == other.findingCount
        && affectedBackups.equals(other.affectedBackups)
        && duration.equals(other.duration);
  }

  @Override
  public int hashCode() {
    return Objects.hash(
        backup, depth, objects, bytes, findings, findingCount, affectedBackups, duration);
  }

  @Override
  public String toString() {
    return "VerifyReport[backup=%s, depth=%s, objects=%s, bytes=%s, findings=%s, findingCount=%s, affectedBackups=%s, duration=%s]"
        .formatted(
            backup, depth, objects, bytes, findings, findingCount, affectedBackups, duration);
  }

  /** Builds a {@link VerifyReport}. Not safe for use by several threads. */
  public static final class Builder {

    private final String backup;
    private VerifyDepth depth = VerifyDepth.CONTENT;
    private long objects;
    private long bytes;
    private List<Finding> findings = List.of();
    private long findingCount;
    private List<String> affectedBackups = List.of();
    private Duration duration = Duration.ZERO;

    private Builder(String backup) {
      this.backup = Objects.requireNonNull(backup, "backup");
    }

    /**
     * Sets the depth of the verification. Default: {@link VerifyDepth#CONTENT}.
     *
     * @param depth the depth of the verification
     * @return this builder
     */
    public Builder depth(VerifyDepth depth) {
      this.depth = Objects.requireNonNull(depth, "depth");
      return this;
    }

    /**
     * Sets the number of objects that were checked. Default: 0.
     *
     * @param objects the number of objects that were checked
     * @return this builder
     */
    public Builder objects(long objects) {
      this.objects = objects;
      return this;
    }

    /**
     * Sets the number of bytes that were read. Default: 0.
     *
     * @param bytes the number of bytes that were read
     * @return this builder
     */
    public Builder bytes(long bytes) {
      this.bytes = bytes;
      return this;
    }

    /**
     * Sets the problems, ordered by key. Default: none.
     *
     * @param findings the problems, ordered by key
     * @return this builder
     */
    public Builder findings(List<Finding> findings) {
      this.findings = List.copyOf(findings);
      return this;
    }

    /**
     * Sets the number of problems, including those that the report does not list. Default: the
     * number of listed findings.
     *
     * @param findingCount the number of problems, including those that the report does not list
     * @return this builder
     */
    public Builder findingCount(long findingCount) {
      this.findingCount = findingCount;
      return this;
    }

    /**
     * Sets the backups that refer to a shared object with a finding. Default: none.
     *
     * @param names their names
     * @return this builder
     */
    @Beta
    public Builder affectedBackups(List<String> names) {
      this.affectedBackups = List.copyOf(names);
      return this;
    }

    /**
     * Sets the time the verification took. Default: zero.
     *
     * @param duration the time the verification took
     * @return this builder
     */
    public Builder duration(Duration duration) {
      this.duration = Objects.requireNonNull(duration, "duration");
      return this;
    }

    /**
     * Builds the report.
     *
     * @return a new {@link VerifyReport}
     */
    public VerifyReport build() {
      return new VerifyReport(this);
    }
  }

  /** A problem with a backup. Immutable. */
  public static final class Finding {

    private final FindingKind kind;
    private final ObjectKey key;
    private final String message;

    private Finding(FindingKind kind, ObjectKey key, String message) {
      this.kind = Objects.requireNonNull(kind, "kind");
      this.key = Objects.requireNonNull(key, "key");
      this.message = Objects.requireNonNull(message, "message");
    }

    /**
     * Returns a new value. Applications read this type; tests create it.
     *
     * @param kind the kind of problem
     * @param key the object in the backup store, or the directory of a collection if the whole
     *     collection is affected
     * @param message a human-readable description
     * @return a new {@link Finding}
     */
    public static Finding of(FindingKind kind, ObjectKey key, String message) {
      return new Finding(kind, key, message);
    }

    /** {@return the kind of problem} */
    public FindingKind kind() {
      return kind;
    }

    /**
     * {@return the object in the backup store, or the directory of a collection if the whole
     * collection is affected}
     */
    public ObjectKey key() {
      return key;
    }

    /** {@return a human-readable description} */
    public String message() {
      return message;
    }

    @Override
    public boolean equals(@Nullable Object object) {
      return object instanceof Finding other
          && kind == other.kind
          && key.equals(other.key)
          && message.equals(other.message);
    }

    @Override
    public int hashCode() {
      return Objects.hash(kind, key, message);
    }

    @Override
    public String toString() {
      return "Finding[kind=%s, key=%s, message=%s]".formatted(kind, key, message);
    }
  }

  /** The kind of a problem. New kinds may be added. */
  public enum FindingKind {
    /** The backup was never completed, or its commit object is missing. */
    INCOMPLETE,
    /** An object is missing. */
    MISSING,
    /** An object does not belong to the backup. */
    STRAY,
    /** The size of an object differs from the metadata. */
    SIZE,
    /** The digest of an object differs from the metadata. */
    DIGEST,
    /** The store lists an object but cannot read it. */
    UNREADABLE,
    /** A metadata file does not parse. */
    METADATA,
    /** Two metadata files contradict each other. */
    CONTRADICTION,
    /** A binlog without a digest is malformed, or belongs to another field or segment. */
    STRUCTURE,
    /** The number of rows in a binlog differs from its segment. */
    ROWS,
    /** A trial restore of a collection failed, or its rows could not be read afterwards. */
    RESTORE
  }
}
