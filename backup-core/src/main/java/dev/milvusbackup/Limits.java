package dev.milvusbackup;

import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Limits on concurrency, sizes and waiting times of a client. Immutable: start from {@link
 * #defaults()}; each setter returns a changed copy.
 *
 * <p>A setter throws {@link IllegalArgumentException} if its value is out of range.
 */
public final class Limits {

  private static final Duration LONGEST_LEASE = Duration.ofHours(1);
  private static final Duration SHORTEST_OUTAGE = Duration.ofSeconds(1);
  private static final Limits DEFAULTS = new Limits(new Values());

  private final Values values;

  private Limits(Values values) {
    this.values = values;
  }

  /** {@return the default limits} */
  public static Limits defaults() {
    return DEFAULTS;
  }

  /**
   * {@return how many collections a job works on simultaneously; default 4} A restore to Milvus 2.4
   * or later works on up to 16 collections of at most 64 MiB besides, since their imports mostly
   * wait for Milvus.
   */
  public int concurrentCollections() {
    return values.concurrentCollections;
  }

  /**
   * {@return how many objects the client copies simultaneously, over all its jobs; default 32} This
   * is also the number of its copy threads.
   */
  public int concurrentCopies() {
    return values.concurrentCopies;
  }

  /**
   * {@return how many import jobs a restore gives to Milvus simultaneously; default 8} Servers
   * before 2.4 process them one after the other. Later ones overlap them, so that jobs of at most
   * 64 MiB count as a quarter.
   */
  public int concurrentImports() {
    return values.concurrentImports;
  }

  /**
   * {@return the size in bytes above which a partition is imported by several jobs; default 8 GiB}
   * Servers before 2.4 stop an import job after 900 s by default, and read about 28 MB/s on a small
   * machine.
   */
  public long importBytes() {
    return values.importBytes;
  }

  /** {@return the maximum wait for the flush of a collection; default 5 minutes} */
  public Duration flushTimeout() {
    return values.flushTimeout;
  }

  /** {@return the maximum wait for one import job; default 1 hour} */
  public Duration importTimeout() {
    return values.importTimeout;
  }

  /** {@return the maximum wait until a restored collection is loaded; default 10 minutes} */
  public Duration loadTimeout() {
    return values.loadTimeout;
  }

  /**
   * {@return how long the lock of a create, delete or restore stays valid after the last heartbeat
   * of its job; default 30 seconds} The job sends a heartbeat every third of this time. When the
   * lease has expired, another job can take over.
   */
  public Duration lockLease() {
    return values.lockLease;
  }

  /**
   * {@return how long a job tolerates that a store or Milvus is unreachable, after it has answered
   * before; default 1 minute} A service that has not answered yet, or not since the last outage, is
   * retried for a few seconds only. A change in Milvus is repeated only if it did not reach the
   * server or the server asked to retry; if the answer was lost, the job fails. Exception: the
   * final rename of a restore, once the old collection is dropped, is retried for 2 more minutes.
   */
  public Duration maxOutage() {
    return values.maxOutage;
  }

  /**
   * Returns a copy with another number of simultaneous collections.
   *
   * @param collections at least 1
   * @return the changed copy
   */
  public Limits concurrentCollections(int collections) {
    positive("concurrentCollections", collections);
    return with(changed -> changed.concurrentCollections = collections);
  }

  /**
   * Returns a copy with another number of simultaneous object copies.
   *
   * @param copies at least 1
   * @return the changed copy
   */
  public Limits concurrentCopies(int copies) {
    positive("concurrentCopies", copies);
    return with(changed -> changed.concurrentCopies = copies);
  }

  /**
   * Returns a copy with another number of simultaneous import jobs.
   *
   * @param imports at least 1
   * @return the changed copy
   */
  public Limits concurrentImports(int imports) {
    positive("concurrentImports", imports);
    return with(changed -> changed.concurrentImports = imports);
  }

  /**
   * Returns a copy with another size of import jobs.
   *
   * @param bytes at least 1
   * @return the changed copy
   */
  public Limits importBytes(long bytes) {
    positive("importBytes", bytes);
    return with(changed -> changed.importBytes = bytes);
  }

  /**
   * Returns a copy with another flush timeout.
   *
   * @param timeout at least 1 ms
   * @return the changed copy
   */
  public Limits flushTimeout(Duration timeout) {
    positive("flushTimeout", timeout.toMillis());
    return with(changed -> changed.flushTimeout = timeout);
  }

  /**
   * Returns a copy with another import timeout.
   *
   * @param timeout at least 1 ms
   * @return the changed copy
   */
  public Limits importTimeout(Duration timeout) {
    positive("importTimeout", timeout.toMillis());
    return with(changed -> changed.importTimeout = timeout);
  }

  /**
   * Returns a copy with another load timeout.
   *
   * @param timeout at least 1 ms
   * @return the changed copy
   */
  public Limits loadTimeout(Duration timeout) {
    positive("loadTimeout", timeout.toMillis());
    return with(changed -> changed.loadTimeout = timeout);
  }

  /**
   * Returns a copy with another lock lease. With a lease of less than a few seconds, a slow store
   * makes jobs fail.
   *
   * @param lease 1 ms to 1 hour
   * @return the changed copy
   */
  public Limits lockLease(Duration lease) {
    positive("lockLease", lease.toMillis());
    if (lease.compareTo(LONGEST_LEASE) > 0) {
      throw new IllegalArgumentException("lockLease cannot exceed 1 hour: " + lease);
    }
    return with(changed -> changed.lockLease = lease);
  }

  /**
   * Returns a copy that tolerates outages up to this long.
   *
   * @param outage at least 1 second
   * @return the changed copy
   */
  public Limits maxOutage(Duration outage) {
    if (outage.compareTo(SHORTEST_OUTAGE) < 0) {
      throw new IllegalArgumentException("maxOutage must be at least 1 second: " + outage);
    }
    return with(changed -> changed.maxOutage = outage);
  }

  @Override
  public boolean equals(@Nullable Object object) {
    return object instanceof Limits other
        && values.concurrentCollections == other.values.concurrentCollections
        && values.concurrentCopies == other.values.concurrentCopies
        && values.concurrentImports == other.values.concurrentImports
        && values.importBytes == other.values.importBytes
        && values.flushTimeout.equals(other.values.flushTimeout)
        && values.importTimeout.equals(other.values.importTimeout)
        && values.loadTimeout.equals(other.values.loadTimeout)
        && values.lockLease.equals(other.values.lockLease)
        && values.maxOutage.equals(other.values.maxOutage);
  }

  @Override
  public int hashCode() {
    return Objects.hash(
        values.concurrentCollections,
        values.concurrentCopies,
        values.concurrentImports,
        values.importBytes,
        values.flushTimeout,
        values.importTimeout,
        values.loadTimeout,
        values.lockLease,
        values.maxOutage);
  }

  @Override
  public String toString() {
    return "Limits[concurrentCollections=%s, concurrentCopies=%s, concurrentImports=%s, importBytes=%s, flushTimeout=%s, importTimeout=%s, loadTimeout=%s, lockLease=%s, maxOutage=%s]"
        .formatted(
            values.concurrentCollections,
            values.concurrentCopies,
            values.concurrentImports,
            values.importBytes,
            values.flushTimeout,
            values.importTimeout,
            values.loadTimeout,
            values.lockLease,
            values.maxOutage);
  }

  private Limits with(Consumer<Values> change) {
    Values changed = new Values(values);
    change.accept(changed);
    return new Limits(changed);
  }

  private static void positive(String name, long value) {
    if (value <= 0) {
      throw new IllegalArgumentException(name + " must be positive, not " + value);
    }
  }

  /** Changed only before the limits that hold it are constructed. */
  private static final class Values {

    private int concurrentCollections = 4;
    private int concurrentCopies = 32;
    private int concurrentImports = 8;
    private long importBytes = 8L << 30;
    private Duration flushTimeout = Duration.ofMinutes(5);
    private Duration importTimeout = Duration.ofHours(1);
    private Duration loadTimeout = Duration.ofMinutes(10);
    private Duration lockLease = Duration.ofSeconds(30);
    private Duration maxOutage = Duration.ofMinutes(1);

    private Values() {}

    private Values(Values other) {
      this.concurrentCollections = other.concurrentCollections;
      this.concurrentCopies = other.concurrentCopies;
      this.concurrentImports = other.concurrentImports;
      this.importBytes = other.importBytes;
      this.flushTimeout = other.flushTimeout;
      this.importTimeout = other.importTimeout;
      this.loadTimeout = other.loadTimeout;
      this.lockLease = other.lockLease;
      this.maxOutage = other.maxOutage;
    }
  }
}
