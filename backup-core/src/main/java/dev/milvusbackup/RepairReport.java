package dev.milvusbackup;

import dev.milvusbackup.VerifyReport.Finding;
import dev.milvusbackup.storage.ObjectKey;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The result of repairing a backup. Immutable. */
@Beta
public final class RepairReport {

  private final String backup;
  private final long objects;
  private final List<Repaired> repaired;
  private final List<Finding> findings;
  private final List<String> affectedBackups;
  private final Duration duration;

  private RepairReport(Builder builder) {
    this.backup = builder.backup;
    this.objects = builder.objects;
    this.repaired = builder.repaired;
    this.findings = builder.findings;
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

  /** {@return the number of data objects that were checked} */
  public long objects() {
    return objects;
  }

  /** {@return the objects that were fetched again, ordered by key} */
  public List<Repaired> repaired() {
    return repaired;
  }

  /**
   * {@return the problems that remain, ordered by key} The message of an object that could not be
   * fetched says why each source was refused.
   */
  public List<Finding> findings() {
    return findings;
  }

  /**
   * {@return the names of all incremental backups that refer to a shared object that was repaired,
   * this one included} They have it again too.
   */
  public List<String> affectedBackups() {
    return affectedBackups;
  }

  /** {@return the time the repair took} */
  public Duration duration() {
    return duration;
  }

  /** {@return true if no problems remain} */
  public boolean isSound() {
    return findings.isEmpty();
  }

  @Override
  public boolean equals(@Nullable Object object) {
    return object instanceof RepairReport other
        && backup.equals(other.backup)
        && objects == other.objects
        && repaired.equals(other.repaired)
        && findings.equals(other.findings)
        && affectedBackups.equals(other.affectedBackups)
        && duration.equals(other.duration);
  }

  @Override
  public int hashCode() {
    return Objects.hash(backup, objects, repaired, findings, affectedBackups, duration);
  }

  @Override
  public String toString() {
    return "RepairReport[backup=%s, objects=%s, repaired=%s, findings=%s, affectedBackups=%s, duration=%s]"
        .formatted(backup, objects, repaired, findings, affectedBackups, duration);
  }

  /** An object that was fetched again. Immutable. */
  public static final class Repaired {

    private final ObjectKey key;
    private final long bytes;
    private final String source;
    private final boolean digestCompared;

    private Repaired(ObjectKey key, long bytes, String source, boolean digestCompared) {
      this.key = Objects.requireNonNull(key, "key");
      this.bytes = bytes;
      this.source = Objects.requireNonNull(source, "source");
      this.digestCompared = digestCompared;
    }

    /**
     * Returns a new value. Applications read this type; tests create it.
     *
     * @param key its key in the backup store
     * @param bytes its size
     * @param source the store that it came from
     * @param digestCompared whether its digest is the one in the metadata
     * @return a new {@link Repaired}
     */
    public static Repaired of(ObjectKey key, long bytes, String source, boolean digestCompared) {
      return new Repaired(key, bytes, source, digestCompared);
    }

    /** {@return its key in the backup store} */
    public ObjectKey key() {
      return key;
    }

    /** {@return its size} */
    public long bytes() {
      return bytes;
    }

    /** {@return the name of the store that it came from} */
    public String source() {
      return source;
    }

    /**
     * {@return whether its digest is the one in the metadata; false if the metadata has none, so
     * that only its size and its structure were compared}
     */
    public boolean digestCompared() {
      return digestCompared;
    }

    @Override
    public boolean equals(@Nullable Object object) {
      return object instanceof Repaired other
          && key.equals(other.key)
          && bytes == other.bytes
          && source.equals(other.source)
          && digestCompared == other.digestCompared;
    }

    @Override
    public int hashCode() {
      return Objects.hash(key, bytes, source, digestCompared);
    }

    @Override
    public String toString() {
      return "Repaired[key=%s, bytes=%s, source=%s, digestCompared=%s]"
          .formatted(key, bytes, source, digestCompared);
    }
  }

  /** Builds a {@link RepairReport}. Not safe for use by several threads. */
  public static final class Builder {

    private final String backup;
    private long objects;
    private List<Repaired> repaired = List.of();
    private List<Finding> findings = List.of();
    private List<String> affectedBackups = List.of();
    private Duration duration = Duration.ZERO;

    private Builder(String backup) {
      this.backup = Objects.requireNonNull(backup, "backup");
    }

    /**
     * Sets the number of data objects that were checked. Default: 0.
     *
     * @param objects the number of objects
     * @return this builder
     */
    public Builder objects(long objects) {
      this.objects = objects;
      return this;
    }

    /**
     * Sets the objects that were fetched again, ordered by key. Default: none.
     *
     * @param repaired the objects
     * @return this builder
     */
    public Builder repaired(List<Repaired> repaired) {
      this.repaired = List.copyOf(repaired);
      return this;
    }

    /**
     * Sets the problems that remain, ordered by key. Default: none.
     *
     * @param findings the problems
     * @return this builder
     */
    public Builder findings(List<Finding> findings) {
      this.findings = List.copyOf(findings);
      return this;
    }

    /**
     * Sets the backups that refer to a shared object that was repaired. Default: none.
     *
     * @param names their names
     * @return this builder
     */
    public Builder affectedBackups(List<String> names) {
      this.affectedBackups = List.copyOf(names);
      return this;
    }

    /**
     * Sets the time the repair took. Default: zero.
     *
     * @param duration the time
     * @return this builder
     */
    public Builder duration(Duration duration) {
      this.duration = Objects.requireNonNull(duration, "duration");
      return this;
    }

    /**
     * Builds the report.
     *
     * @return a new {@link RepairReport}
     */
    public RepairReport build() {
      return new RepairReport(this);
    }
  }
}
