package dev.milvusbackup.internal.milvus;

import dev.milvusbackup.error.BackupException;
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
 * Keeps Milvus from removing the files of segments that a compaction replaces while they are being
 * copied. The pause is a lease, so that a process that dies leaves Milvus as it was after a while.
 *
 * <p>It is a help, not a condition: where it cannot be had, that is logged, and a file that
 * vanishes is noticed by who copies it. Calls may come from any thread.
 */
public final class GcPause implements AutoCloseable {

  /** How long Milvus keeps still if nobody renews. */
  static final Duration LEASE = Duration.ofMinutes(10);

  private static final Logger LOG = LoggerFactory.getLogger(GcPause.class);

  private final MilvusGarbageCollection garbageCollection;
  private final Clock clock;
  private final List<GcLease> leases = new ArrayList<>();

  private GcPause(MilvusGarbageCollection garbageCollection, Clock clock) {
    this.garbageCollection = garbageCollection;
    this.clock = clock;
  }

  /** Pauses for some collections, or for all of the server where it cannot do less. */
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

  /** Renews what has less than half of its time left. Cheap; to be called every now and then. */
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

  /** Lets Milvus go on. */
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
        LOG.debug("Garbage collection of Milvus goes on: there is no way to pause it");
      }
      return lease.isPresent();
    } catch (BackupException e) {
      LOG.warn("Garbage collection of Milvus goes on: {}", e.getMessage());
      return false;
    }
  }

  /** Where there are tickets each lease stands for itself; elsewhere the new one is the old one. */
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
          "Garbage collection of Milvus stays paused until {}: {}", lease.until(), e.getMessage());
    }
  }
}
