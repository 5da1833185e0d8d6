package dev.milvusbackup.internal.binlog.export;

import dev.milvusbackup.internal.format.BackupLayout;
import dev.milvusbackup.internal.format.metadata.SegmentBackupInfo;
import dev.milvusbackup.internal.format.metadata.SharedLogs;
import dev.milvusbackup.internal.sharing.StoredSegments;
import java.util.List;
import java.util.Map;

/** Places the segments of snapshots: where the store holds them, or in the root of this create. */
final class SharedPlacement {

  private final BackupLayout layout;
  private final String root;
  private final StoredSegments stored;
  private final Runnable learning;
  private final Map<Long, SegmentBackupInfo> copied;
  private boolean learned;

  /**
   * A placement.
   *
   * @param root the root of this create
   * @param stored what the store holds
   * @param learning finds that out
   * @param copied receives the segments that this create copies, without their logs
   */
  SharedPlacement(
      BackupLayout layout,
      String root,
      StoredSegments stored,
      Runnable learning,
      Map<Long, SegmentBackupInfo> copied) {
    this.layout = layout;
    this.root = root;
    this.stored = stored;
    this.learning = learning;
    this.copied = copied;
  }

  /** Finds out what the store holds only now: taking the snapshots needed memory too. */
  List<CollectionSnapshot> place(List<CollectionSnapshot> snapshots) {
    if (!learned) {
      learning.run();
      learned = true;
    }
    return snapshots.stream().map(s -> s.shared(layout, this::place, root)).toList();
  }

  private SegmentBackupInfo place(SegmentBackupInfo segment) {
    SharedLogs unplaced = segment.shared();
    if (unplaced == null) {
      return segment;
    }
    String place = stored.find(segment).orElse(root);
    SegmentBackupInfo placed = segment.withShared(new SharedLogs(place, unplaced.fingerprint()));
    if (place.equals(root)) {
      copied.put(segment.segmentId(), placed.withLogs(List.of(), List.of()));
    }
    return placed;
  }
}
