package dev.milvusbackup.internal.binlog.export;

import dev.milvusbackup.internal.format.BackupLayout;
import dev.milvusbackup.internal.format.metadata.PartitionBackupInfo;
import dev.milvusbackup.internal.format.metadata.SegmentBackupInfo;
import dev.milvusbackup.internal.format.metadata.SharedLogs;
import dev.milvusbackup.internal.sharing.Sharing;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** Places the segments of snapshots: where the store holds them, or in the root of this create. */
final class SharedPlacement {

  private final BackupLayout layout;
  private final Sharing sharing;
  private final Map<Long, SegmentBackupInfo> copied = new ConcurrentHashMap<>();

  SharedPlacement(BackupLayout layout, Sharing sharing) {
    this.layout = layout;
    this.sharing = sharing;
  }

  CollectionSnapshot place(CollectionSnapshot snapshot) {
    Map<Long, SharedLogs> places = new HashMap<>();
    for (PartitionBackupInfo partition : snapshot.info().partitions()) {
      for (SegmentBackupInfo segment : partition.segments()) {
        if (!segment.binlogs().isEmpty()) {
          String fingerprint = snapshot.fingerprints().apply(segment);
          SharedLogs place = sharing.place(segment, fingerprint);
          places.put(segment.segmentId(), place);
          if (place.root().equals(sharing.root())) {
            SegmentBackupInfo bare = segment.withLogs(List.of(), List.of());
            copied.put(segment.segmentId(), bare.withShared(place));
          }
        }
      }
    }
    return snapshot.shared(layout, places, sharing.root());
  }

  /** A segment that this create copies, without its logs. */
  SegmentBackupInfo copied(long id) {
    return Objects.requireNonNull(copied.get(id));
  }
}
