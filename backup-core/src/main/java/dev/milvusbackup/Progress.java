package dev.milvusbackup;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * The progress of a job at one moment. Totals are 0 until planning has determined them, and may
 * still grow. Immutable.
 */
public final class Progress {

  private final Phase phase;
  private final int collectionsDone;
  private final int collections;
  private final long bytesDone;
  private final long bytes;
  private final long rowsDone;
  private final long rows;
  private final Duration elapsed;

  private Progress(Builder builder) {
    this.phase = builder.phase;
    this.collectionsDone = builder.collectionsDone;
    this.collections = builder.collections;
    this.bytesDone = builder.bytesDone;
    this.bytes = builder.bytes;
    this.rowsDone = builder.rowsDone;
    this.rows = builder.rows;
    this.elapsed = builder.elapsed;
  }

  /**
   * Returns a new builder. Applications read this type; the builder is for tests and for
   * implementations of {@link BackupClient}.
   *
   * @param phase the current phase
   * @return the builder
   */
  public static Builder builder(Phase phase) {
    return new Builder(phase);
  }

  /** {@return the current phase} */
  public Phase phase() {
    return phase;
  }

  /** {@return the number of collections that are finished} */
  public int collectionsDone() {
    return collectionsDone;
  }

  /** {@return the total number of collections} */
  public int collections() {
    return collections;
  }

  /**
   * {@return the bytes copied (create, staging), imported (restore), read (verify) or deleted so
   * far}
   */
  public long bytesDone() {
    return bytesDone;
  }

  /** {@return the total number of bytes} */
  public long bytes() {
    return bytes;
  }

  /** {@return the number of rows in the segments that were copied or imported so far} */
  public long rowsDone() {
    return rowsDone;
  }

  /** {@return the total number of rows} */
  public long rows() {
    return rows;
  }

  /** {@return the time since the work started} */
  public Duration elapsed() {
    return elapsed;
  }

  /**
   * Returns the completed fraction of the work, by bytes.
   *
   * @return 0 to 1; empty while the total is unknown
   */
  public OptionalDouble ratio() {
    if (phase == Phase.DONE) {
      return OptionalDouble.of(1);
    }
    return bytes == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(Math.min(1.0, (double) bytesDone / bytes));
  }

  /** {@return the mean rate so far, in bytes per second} */
  public double bytesPerSecond() {
    return elapsed.isZero() ? 0 : bytesDone / (elapsed.toNanos() / 1e9);
  }

  /**
   * Estimates the remaining time from the mean rate so far.
   *
   * @return the estimate; empty while the total is unknown or nothing has been done
   */
  public Optional<Duration> eta() {
    double rate = bytesPerSecond();
    if (rate <= 0 || bytes == 0) {
      return Optional.empty();
    }
    long millis = (long) (Math.max(0, bytes - bytesDone) / rate * 1000);
    return Optional.of(Duration.ofMillis(millis));
  }

  @Override
  public boolean equals(@Nullable Object object) {
    return object instanceof Progress other
        && phase == other.phase
        && collectionsDone == other.collectionsDone
        && collections == other.collections
        && bytesDone == other.bytesDone
        && bytes == other.bytes
        && rowsDone == other.rowsDone
        && rows == other.rows
        && elapsed.equals(other.elapsed);
  }

  @Override
  public int hashCode() {
    return Objects.hash(
        phase, collectionsDone, collections, bytesDone, bytes, rowsDone, rows, elapsed);
  }

  @Override
  public String toString() {
    return "Progress[phase=%s, collectionsDone=%s, collections=%s, bytesDone=%s, bytes=%s, rowsDone=%s, rows=%s, elapsed=%s]"
        .formatted(phase, collectionsDone, collections, bytesDone, bytes, rowsDone, rows, elapsed);
  }

  /** Builds a {@link Progress}. Not safe for use by several threads. */
  public static final class Builder {

    private final Phase phase;
    private int collectionsDone;
    private int collections;
    private long bytesDone;
    private long bytes;
    private long rowsDone;
    private long rows;
    private Duration elapsed = Duration.ZERO;

    private Builder(Phase phase) {
      this.phase = Objects.requireNonNull(phase, "phase");
    }

    /**
     * Sets the number of collections that are finished. Default: 0.
     *
     * @param collectionsDone the number of collections that are finished
     * @return this builder
     */
    public Builder collectionsDone(int collectionsDone) {
      this.collectionsDone = collectionsDone;
      return this;
    }

    /**
     * Sets the total number of collections. Default: 0.
     *
     * @param collections the total number of collections
     * @return this builder
     */
    public Builder collections(int collections) {
      this.collections = collections;
      return this;
    }

    /**
     * Sets the bytes copied (create, staging), imported (restore), read (verify) or deleted so far.
     * Default: 0.
     *
     * @param bytesDone the bytes copied (create, staging), imported (restore), read (verify) or
     *     deleted so far
     * @return this builder
     */
    public Builder bytesDone(long bytesDone) {
      this.bytesDone = bytesDone;
      return this;
    }

    /**
     * Sets the total number of bytes. Default: 0.
     *
     * @param bytes the total number of bytes
     * @return this builder
     */
    public Builder bytes(long bytes) {
      this.bytes = bytes;
      return this;
    }

    /**
     * Sets the number of rows in the segments that were copied or imported so far. Default: 0.
     *
     * @param rowsDone the number of rows in the segments that were copied or imported so far
     * @return this builder
     */
    public Builder rowsDone(long rowsDone) {
      this.rowsDone = rowsDone;
      return this;
    }

    /**
     * Sets the total number of rows. Default: 0.
     *
     * @param rows the total number of rows
     * @return this builder
     */
    public Builder rows(long rows) {
      this.rows = rows;
      return this;
    }

    /**
     * Sets the time since the work started. Default: zero.
     *
     * @param elapsed the time since the work started
     * @return this builder
     */
    public Builder elapsed(Duration elapsed) {
      this.elapsed = Objects.requireNonNull(elapsed, "elapsed");
      return this;
    }

    /**
     * Builds the snapshot.
     *
     * @return a new {@link Progress}
     */
    public Progress build() {
      return new Progress(this);
    }
  }
}
