package dev.milvusbackup.internal.create;

import dev.milvusbackup.internal.format.BackupLayout;
import dev.milvusbackup.internal.format.Binlog;
import dev.milvusbackup.internal.format.CollectionBackupInfo;
import dev.milvusbackup.internal.format.FieldBinlog;
import dev.milvusbackup.internal.format.FlushPoint;
import dev.milvusbackup.internal.format.PartitionBackupInfo;
import dev.milvusbackup.internal.format.SegmentBackupInfo;
import dev.milvusbackup.internal.format.TimeCut;
import dev.milvusbackup.internal.milvus.PersistentSegment;
import dev.milvusbackup.internal.transfer.ObjectCopy;
import dev.milvusbackup.storage.ObjectInfo;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.StoreLocation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Writes down a collection's segments as the format wants it, and where each file goes. */
record SegmentMetadata(BackupLayout layout, StoreLocation milvusStorage, String jobId) {

  FrozenCollection assemble(
      CollectionBackupInfo described,
      FlushPoint point,
      Optional<TimeCut> cut,
      List<PartitionBackupInfo> partitions,
      SegmentInventory inventory) {
    List<ObjectCopy> copies = new ArrayList<>();
    List<PartitionBackupInfo> filled =
        partitions.stream()
            .map(p -> p.withSegments(segments(described, p.partitionId(), inventory, copies)))
            .toList();
    List<SegmentBackupInfo> deletes =
        segments(described, SegmentBackupInfo.ALL_PARTITIONS, inventory, copies);
    return new FrozenCollection(described.frozen(jobId, point, cut, filled, deletes), copies);
  }

  private List<SegmentBackupInfo> segments(
      CollectionBackupInfo described,
      long partitionId,
      SegmentInventory inventory,
      List<ObjectCopy> copies) {
    List<SegmentBackupInfo> infos = new ArrayList<>();
    for (PersistentSegment segment : sorted(inventory.segments(), partitionId)) {
      SegmentFiles found = Objects.requireNonNull(inventory.files().get(segment.id()));
      SegmentBackupInfo info =
          segment(described.collectionId(), segment, found, inventory.channel(segment));
      infos.add(info);
      addCopies(copies, info, found);
    }
    return infos;
  }

  private static List<PersistentSegment> sorted(
      List<PersistentSegment> segments, long partitionId) {
    return segments.stream()
        .filter(s -> s.partitionId() == partitionId)
        .sorted(Comparator.comparingLong(PersistentSegment::id))
        .toList();
  }

  private SegmentBackupInfo segment(
      long collectionId, PersistentSegment segment, SegmentFiles files, String channel) {
    List<FieldBinlog> inserts =
        files.inserts().entrySet().stream()
            .map(e -> new FieldBinlog(e.getKey(), binlogs(e.getValue())))
            .toList();
    // An empty entry where there are no deletes, as the Go tool writes it.
    List<FieldBinlog> deltas = List.of(new FieldBinlog(0, binlogs(files.deltas())));
    return new SegmentBackupInfo(
        segment.id(),
        collectionId,
        segment.partitionId(),
        segment.rows(),
        inserts,
        deltas,
        files.all().stream().mapToLong(ObjectInfo::size).sum(),
        segment.isOfAllPartitions() ? 0 : segment.id(),
        segment.deletesOnly(),
        channel,
        segment.storageVersion());
  }

  private List<Binlog> binlogs(Collection<ObjectInfo> objects) {
    return objects.stream()
        .map(o -> new Binlog(milvusStorage.pathOf(o.key()), o.size(), SegmentFiles.logId(o)))
        .toList();
  }

  private void addCopies(List<ObjectCopy> copies, SegmentBackupInfo segment, SegmentFiles files) {
    long[] rows = {segment.rows()}; // told with the first file of the segment
    files
        .inserts()
        .forEach(
            (field, logs) ->
                logs.forEach(
                    log -> {
                      ObjectKey to = layout.insertLog(segment, field, SegmentFiles.logId(log));
                      copies.add(copy(log, to, rows[0]));
                      rows[0] = 0;
                    }));
    files
        .deltas()
        .forEach(
            log -> copies.add(copy(log, layout.deltaLog(segment, SegmentFiles.logId(log)), 0)));
  }

  private static ObjectCopy copy(ObjectInfo from, ObjectKey to, long rows) {
    return new ObjectCopy(from.key(), to, from.size(), Optional.empty(), rows);
  }
}
