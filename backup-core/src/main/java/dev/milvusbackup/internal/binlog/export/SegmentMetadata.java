package dev.milvusbackup.internal.binlog.export;

import dev.milvusbackup.internal.format.BackupLayout;
import dev.milvusbackup.internal.format.metadata.Binlog;
import dev.milvusbackup.internal.format.metadata.CollectionBackupInfo;
import dev.milvusbackup.internal.format.metadata.FieldBinlog;
import dev.milvusbackup.internal.format.metadata.FlushPoint;
import dev.milvusbackup.internal.format.metadata.PartitionBackupInfo;
import dev.milvusbackup.internal.format.metadata.SegmentBackupInfo;
import dev.milvusbackup.internal.format.metadata.SharedLogs;
import dev.milvusbackup.internal.format.metadata.TimeCut;
import dev.milvusbackup.internal.format.packed.LazyList;
import dev.milvusbackup.internal.milvus.segments.PersistentSegment;
import dev.milvusbackup.storage.StoreLocation;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Writes the metadata of a collection's segments.
 *
 * @param fingerprints whether to add the fingerprints of their insert logs
 */
record SegmentMetadata(
    BackupLayout layout, StoreLocation milvusStorage, String jobId, boolean fingerprints) {

  CollectionSnapshot assemble(
      CollectionBackupInfo described,
      FlushPoint point,
      Optional<TimeCut> cut,
      List<PartitionBackupInfo> partitions,
      SegmentInventory inventory) {
    // In the order of their keys, that is, of the ids as text.
    Map<Long, List<PersistentSegment>> byPartition =
        inventory.segments().stream()
            .sorted(Comparator.comparing(s -> Long.toString(s.id())))
            .collect(Collectors.groupingBy(PersistentSegment::partitionId));
    List<PartitionBackupInfo> filled =
        partitions.stream()
            .map(
                partition ->
                    partition.withSegments(
                        segments(described, byPartition, partition.partitionId(), inventory)))
            .toList();
    List<SegmentBackupInfo> deletes =
        segments(described, byPartition, SegmentBackupInfo.ALL_PARTITIONS, inventory);
    return CollectionSnapshot.of(layout, described.atSnapshot(jobId, point, cut, filled, deletes));
  }

  private List<SegmentBackupInfo> segments(
      CollectionBackupInfo described,
      Map<Long, List<PersistentSegment>> byPartition,
      long partitionId,
      SegmentInventory inventory) {
    return LazyList.view(
        byPartition.getOrDefault(partitionId, List.of()),
        segment -> segment(described, segment, inventory));
  }

  private SegmentBackupInfo segment(
      CollectionBackupInfo described, PersistentSegment segment, SegmentInventory inventory) {
    SegmentFiles found = Objects.requireNonNull(inventory.files().get(segment.id()));
    SegmentBackupInfo bare =
        new SegmentBackupInfo(
            segment.id(),
            described.collectionId(),
            segment.partitionId(),
            segment.rows(),
            List.of(),
            List.of(),
            found.bytes(),
            segment.isOfAllPartitions() ? 0 : segment.id(),
            segment.deletesOnly(),
            inventory.channel(segment),
            segment.storageVersion(),
            null);
    Map<Long, List<LogFile>> inserts = found.inserts();
    List<FieldBinlog> insertLogs =
        inserts.entrySet().stream()
            .map(field -> binlogs(field.getKey(), field.getValue()))
            .toList();
    // An empty entry without deletes, as the Go tool writes it.
    FieldBinlog deletes = binlogs(0, found.deltas());
    SegmentBackupInfo filled = bare.withLogs(insertLogs, List.of(deletes));
    return fingerprints && !inserts.isEmpty()
        ? filled.withShared(SharedLogs.unplaced(Fingerprint.of(described, bare, inserts.values())))
        : filled;
  }

  private FieldBinlog binlogs(long fieldId, List<LogFile> files) {
    return new FieldBinlog(
        fieldId,
        files.stream()
            .map(file -> new Binlog(milvusStorage.pathOf(file.key()), file.size(), file.logId()))
            .toList());
  }
}
