package dev.milvusbackup.internal.binlog.export;

import dev.milvusbackup.internal.binlog.file.BinlogReader;
import dev.milvusbackup.internal.binlog.file.MalformedBinlogException;
import dev.milvusbackup.internal.binlog.file.TimestampRange;
import dev.milvusbackup.internal.format.metadata.TimeCut;
import dev.milvusbackup.internal.milvus.segments.FlushTicket;
import dev.milvusbackup.internal.milvus.segments.PersistentSegment;
import dev.milvusbackup.storage.ObjectInfo;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectNotFoundException;
import dev.milvusbackup.storage.ObjectStore;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Reduces the segments of a collection to the state at the flush. Writes during a backup may be
 * included partially: the delete of an upsert may be in the files without its insert. So later
 * segments are left out, and the cut limits the others.
 */
final class SnapshotCut {

  private static final long TIMESTAMPS = 1;

  private final ObjectStore milvusStorage;
  private final long collectionId;
  private final FlushTicket ticket;
  private final DeltaLogs before;

  /** The cut at the flush of a ticket, with the delta logs that existed before. */
  SnapshotCut(ObjectStore milvusStorage, long collectionId, FlushTicket ticket, DeltaLogs before) {
    this.milvusStorage = milvusStorage;
    this.collectionId = collectionId;
    this.ticket = ticket;
    this.before = before;
  }

  /** The included segments, and their cut. */
  record AtFlush(SegmentInventory inventory, TimeCut cut) {}

  /**
   * Empty if a compaction has applied deletes that are later than the flush, or may have.
   *
   * @param inventory the inventory after the flush
   */
  Optional<AtFlush> apply(SegmentInventory inventory, SecondFlush late) {
    try {
      List<ObjectInfo> workedIn = workedIn(inventory);
      if (isAnyLater(workedIn)) {
        return Optional.empty();
      }
      boolean undeleted = before.areAllOf(inventory) && workedIn.isEmpty();
      return (undeleted ? Optional.of(inventory) : late.addTo(inventory, ticket)).map(this::cut);
    } catch (ObjectNotFoundException e) {
      return Optional.empty(); // that was also compacted
    }
  }

  private AtFlush cut(SegmentInventory inventory) {
    Set<Long> old = Set.copyOf(ticket.flushedBefore());
    Set<Long> kept = new HashSet<>();
    long laterRows = 0;
    for (PersistentSegment segment : inventory.segments()) {
      Age age = old.contains(segment.id()) ? Age.BEFORE : age(inventory, segment);
      if (age != Age.AFTER) {
        kept.add(segment.id());
      }
      if (age == Age.ACROSS) {
        laterRows += segment.rows();
      }
    }
    return new AtFlush(inventory.only(kept), new TimeCut(ticket.until(), laterRows));
  }

  /** The time of a segment's rows relative to the flush. */
  private enum Age {
    BEFORE,
    ACROSS,
    AFTER
  }

  private Age age(SegmentInventory inventory, PersistentSegment segment) {
    SegmentFiles files = Objects.requireNonNull(inventory.files().get(segment.id()));
    List<LogFile> logs = files.inserts().getOrDefault(TIMESTAMPS, List.of());
    boolean anyBefore = logs.isEmpty();
    boolean anyAfter = logs.isEmpty();
    for (LogFile log : logs) {
      Optional<TimestampRange> times = times(log.key(), log.size());
      anyBefore |= times.map(t -> t.first() <= ticket.until()).orElse(true);
      anyAfter |= times.map(t -> t.last() > ticket.until()).orElse(true);
    }
    if (!anyAfter) {
      return Age.BEFORE;
    }
    return anyBefore ? Age.ACROSS : Age.AFTER;
  }

  /**
   * The delta logs since the flush that a compaction may have applied. Compacted segments remain in
   * the storage for some hours, with their delta logs.
   */
  List<ObjectInfo> workedIn(SegmentInventory inventory) {
    Set<Long> flushed = new HashSet<>(ticket.flushedBefore());
    flushed.addAll(ticket.segmentIds());
    return inventory.ids().equals(flushed)
        ? List.of()
        : before.laterOfOthers(milvusStorage, collectionId, inventory);
  }

  private boolean isAnyLater(List<ObjectInfo> deltaLogs) {
    return deltaLogs.stream()
        .anyMatch(
            log -> times(log.key(), log.size()).map(t -> t.last() > ticket.until()).orElse(true));
  }

  /** Empty if the file does not contain it. */
  private Optional<TimestampRange> times(ObjectKey log, long size) {
    try {
      return BinlogReader.times(milvusStorage, log, size);
    } catch (MalformedBinlogException e) {
      return Optional.empty();
    }
  }
}
