package dev.milvusbackup;

import java.time.Duration;
import java.util.Objects;

/**
 * How much is done at once, and how long is waited. Immutable; each method gives a new value.
 *
 * @param concurrentCollections collections under way at once in a job; default 4
 * @param concurrentCopies object copies under way at once in a client, over all its jobs, which is
 *     also the number of its copy threads; default 32
 * @param concurrentImports import jobs handed to Milvus at once by a restore; default 8. Servers
 *     before 2.4 work on them one after the other
 * @param importBytes a partition with more bytes is imported by several jobs; default 8 GiB.
 *     Servers before 2.4 end an import job after 900 s by default, and read some 28 MB/s on a small
 *     machine
 * @param flushTimeout the longest wait for the flush of a collection; default 5 minutes
 * @param importTimeout the longest wait for one import job; default 1 hour
 * @param loadTimeout the longest wait until a restored collection is loaded; default 10 minutes
 * @param lockLease how long the lock of a create, delete or restore outlives the last sign of life
 *     of its job, which is given every third of it; another job takes over after that. Default 30
 *     seconds, at most 1 hour
 * @param maxOutage how long a store or Milvus that has answered before may be out of reach until a
 *     job gives up; default 1 minute, at least 1 second. What has never answered, or not within
 *     that time, is given some seconds. A change in Milvus is made again only if it was not
 *     reached, or has asked to come back later: one whose answer is lost ends the job. Only the
 *     change of a name, from the drop of the collection that is replaced on, is tried for 2 minutes
 *     more
 */
public record Limits(
    int concurrentCollections,
    int concurrentCopies,
    int concurrentImports,
    long importBytes,
    Duration flushTimeout,
    Duration importTimeout,
    Duration loadTimeout,
    Duration lockLease,
    Duration maxOutage) {

  private static final Duration LONGEST_LEASE = Duration.ofHours(1);
  private static final Duration SHORTEST_OUTAGE = Duration.ofSeconds(1);

  /**
   * Checks that all are positive, the lease is not too long and the outage not too short.
   *
   * @param concurrentCollections collections under way at once in a job
   * @param concurrentCopies object copies under way at once in a client
   * @param concurrentImports import jobs handed to Milvus at once by a restore
   * @param importBytes a partition with more bytes is imported by several jobs
   * @param flushTimeout the longest wait for the flush of a collection
   * @param importTimeout the longest wait for one import job
   * @param loadTimeout the longest wait until a restored collection is loaded
   * @param lockLease how long a lock outlives the last sign of life of its job
   * @param maxOutage how long a store or Milvus may be out of reach, at least 1 second
   * @throws IllegalArgumentException if one is not
   */
  public Limits {
    positive("concurrentCollections", concurrentCollections);
    positive("concurrentCopies", concurrentCopies);
    positive("concurrentImports", concurrentImports);
    positive("importBytes", importBytes);
    positive("flushTimeout", Objects.requireNonNull(flushTimeout, "flushTimeout").toMillis());
    positive("importTimeout", Objects.requireNonNull(importTimeout, "importTimeout").toMillis());
    positive("loadTimeout", Objects.requireNonNull(loadTimeout, "loadTimeout").toMillis());
    positive("lockLease", Objects.requireNonNull(lockLease, "lockLease").toMillis());
    if (Objects.requireNonNull(maxOutage, "maxOutage").compareTo(SHORTEST_OUTAGE) < 0) {
      throw new IllegalArgumentException("maxOutage must be at least 1 second: " + maxOutage);
    }
    if (lockLease.compareTo(LONGEST_LEASE) > 0) {
      throw new IllegalArgumentException("lockLease must not exceed 1 hour: " + lockLease);
    }
  }

  /**
   * The defaults.
   *
   * @return the default limits
   */
  public static Limits defaults() {
    return new Limits(
        4,
        32,
        8,
        8L << 30,
        Duration.ofMinutes(5),
        Duration.ofHours(1),
        Duration.ofMinutes(10),
        Duration.ofSeconds(30),
        Duration.ofMinutes(1));
  }

  /**
   * With another number of collections at once.
   *
   * @param collections at least 1
   * @return new limits
   */
  public Limits concurrentCollections(int collections) {
    return new Limits(
        collections,
        concurrentCopies,
        concurrentImports,
        importBytes,
        flushTimeout,
        importTimeout,
        loadTimeout,
        lockLease,
        maxOutage);
  }

  /**
   * With another number of copies at once.
   *
   * @param copies at least 1
   * @return new limits
   */
  public Limits concurrentCopies(int copies) {
    return new Limits(
        concurrentCollections,
        copies,
        concurrentImports,
        importBytes,
        flushTimeout,
        importTimeout,
        loadTimeout,
        lockLease,
        maxOutage);
  }

  /**
   * With another number of import jobs at once.
   *
   * @param imports at least 1
   * @return new limits
   */
  public Limits concurrentImports(int imports) {
    return new Limits(
        concurrentCollections,
        concurrentCopies,
        imports,
        importBytes,
        flushTimeout,
        importTimeout,
        loadTimeout,
        lockLease,
        maxOutage);
  }

  /**
   * With another size of import jobs.
   *
   * @param bytes at least 1
   * @return new limits
   */
  public Limits importBytes(long bytes) {
    return new Limits(
        concurrentCollections,
        concurrentCopies,
        concurrentImports,
        bytes,
        flushTimeout,
        importTimeout,
        loadTimeout,
        lockLease,
        maxOutage);
  }

  /**
   * With another wait for a flush.
   *
   * @param timeout at least 1 ms
   * @return new limits
   */
  public Limits flushTimeout(Duration timeout) {
    return new Limits(
        concurrentCollections,
        concurrentCopies,
        concurrentImports,
        importBytes,
        timeout,
        importTimeout,
        loadTimeout,
        lockLease,
        maxOutage);
  }

  /**
   * With another wait for an import job.
   *
   * @param timeout at least 1 ms
   * @return new limits
   */
  public Limits importTimeout(Duration timeout) {
    return new Limits(
        concurrentCollections,
        concurrentCopies,
        concurrentImports,
        importBytes,
        flushTimeout,
        timeout,
        loadTimeout,
        lockLease,
        maxOutage);
  }

  /**
   * With another wait for loading.
   *
   * @param timeout at least 1 ms
   * @return new limits
   */
  public Limits loadTimeout(Duration timeout) {
    return new Limits(
        concurrentCollections,
        concurrentCopies,
        concurrentImports,
        importBytes,
        flushTimeout,
        importTimeout,
        timeout,
        lockLease,
        maxOutage);
  }

  /**
   * With another lease of locks.
   *
   * @param lease 1 ms to 1 hour; with less than some seconds a slow store makes jobs fail
   * @return new limits
   */
  public Limits lockLease(Duration lease) {
    return new Limits(
        concurrentCollections,
        concurrentCopies,
        concurrentImports,
        importBytes,
        flushTimeout,
        importTimeout,
        loadTimeout,
        lease,
        maxOutage);
  }

  /**
   * With another patience with outages.
   *
   * @param outage at least 1 second
   * @return new limits
   */
  public Limits maxOutage(Duration outage) {
    return new Limits(
        concurrentCollections,
        concurrentCopies,
        concurrentImports,
        importBytes,
        flushTimeout,
        importTimeout,
        loadTimeout,
        lockLease,
        outage);
  }

  private static void positive(String name, long value) {
    if (value <= 0) {
      throw new IllegalArgumentException(name + " must be positive, not " + value);
    }
  }
}
