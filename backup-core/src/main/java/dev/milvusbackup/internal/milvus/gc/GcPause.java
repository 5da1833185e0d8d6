package dev.milvusbackup.internal.milvus.gc;

import dev.milvusbackup.error.BackupException;
import dev.milvusbackup.internal.milvus.server.ServerFeatures;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Prevents Milvus from removing files of compacted segments while they are being copied. The pause
 * is a lease: after the death of a process Milvus resumes by itself.
 *
 * <p>The pause is optional: if it is not available, this is logged, and the copier notices vanished
 * files. Thread-safe.
 */
public final class GcPause implements AutoCloseable {

  /** The length of a pause without renewal. */
  static final Duration LEASE = Duration.ofMinutes(10);

  private static final Logger LOG = LoggerFactory.getLogger(GcPause.class);

  private final MilvusGarbageCollection garbageCollection;
  private final Clock clock;
  private final List<GcLease> leases = new ArrayList<>();

  private GcPause(MilvusGarbageCollection garbageCollection, Clock clock) {
    this.garbageCollection = garbageCollection;
    this.clock = clock;
  }

  /** Pauses for some collections, or for the whole server if it supports nothing finer. */
  public static GcPause start(
      MilvusGarbageCollection garbageCollection,
      ServerFeatures server,
      Collection<Long> collectionIds) {
    return start(garbageCollection, server, collectionIds, Clock.systemUTC());
  }

  static GcPause start(
      MilvusGarbageCollection garbageCollection,
      ServerFeatures server,
      Collection<Long> collectionIds,
      Clock clock) {
    GcPause pause = new GcPause(garbageCollection, clock);
    if (server.pausesGcByCollection()) {
      collectionIds.forEach(id -> pause.pause(OptionalLong.of(id)));
    } else if (!collectionIds.isEmpty()) {
      pause.pause(OptionalLong.empty());
    }
    return pause;
  }

  /** Renews leases with less than half of their time left. Cheap; call it periodically. */
  public synchronized void renew() {
    Instant now = clock.instant();
    for (GcLease lease : List.copyOf(leases)) {
      if (now.isAfter(lease.until().minus(LEASE.dividedBy(2)))) {
        if (pause(lease.collectionId())) {
          leases.remove(lease);
          resumeReplaced(lease);
        }
      }
    }
  }

  /** Ends the pause. */
  @Override
  public synchronized void close() {
    leases.forEach(this::resume);
    leases.clear();
  }

  private boolean pause(OptionalLong collectionId) {
    try {
      Optional<GcLease> lease = garbageCollection.pause(collectionId, LEASE);
      lease.ifPresent(leases::add);
      if (lease.isEmpty()) {
        LOG.debug("Garbage collection of Milvus continues: it cannot be paused");
      }
      return lease.isPresent();
    } catch (BackupException e) {
      LOG.warn("Garbage collection of Milvus continues: {}", e.getMessage());
      return false;
    }
  }

  /** With tickets each lease is independent; without, the new one replaces the old one. */
  private void resumeReplaced(GcLease lease) {
    if (!lease.ticket().isEmpty()) {
      resume(lease);
    }
  }

  private void resume(GcLease lease) {
    try {
      garbageCollection.resume(lease);
    } catch (BackupException e) {
      LOG.warn(
          "Garbage collection of Milvus remains paused until {}: {}",
          lease.until(),
          e.getMessage());
    }
  }
}
