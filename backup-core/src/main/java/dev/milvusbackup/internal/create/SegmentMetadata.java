package dev.milvusbackup.internal.create;

import dev.milvusbackup.internal.format.BackupLayout;
import dev.milvusbackup.internal.format.Binlog;
import dev.milvusbackup.internal.format.CollectionBackupInfo;
import dev.milvusbackup.internal.format.FieldBinlog;
import dev.milvusbackup.internal.format.PartitionBackupInfo;
import dev.milvusbackup.internal.format.SegmentBackupInfo;
import dev.milvusbackup.internal.milvus.FlushTicket;
import dev.milvusbackup.internal.milvus.PersistentSegment;
import dev.milvusbackup.internal.transfer.ObjectCopy;
import dev.milvusbackup.storage.ObjectInfo;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.StoreLocation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Writes down a collection's segments as the format wants it, and where each file goes. */
record SegmentMetadata(BackupLayout layout, StoreLocation milvusStorage, String jobId) {

  FrozenCollection assemble(
      CollectionBackupInfo described,
      FlushTicket ticket,
      List<PartitionBackupInfo> partitions,
      List<PersistentSegment> segments,
      Map<Long, SegmentFiles> files) {
    List<ObjectCopy> copies = new ArrayList<>();
    List<PartitionBackupInfo> filled = new ArrayList<>();
    for (PartitionBackupInfo partition : partitions) {
      List<SegmentBackupInfo> infos = new ArrayList<>();
      for (PersistentSegment segment : sorted(segments, partition.partitionId())) {
        SegmentFiles found = Objects.requireNonNull(files.get(segment.id()));
        SegmentBackupInfo info = segment(described.collectionId(), segment, found);
        infos.add(info);
        addCopies(copies, info, found);
      }
      filled.add(partition.withSegments(infos));
    }
    return new FrozenCollection(described.frozen(jobId, ticket.sealedAtSeconds(), filled), copies);
  }

  private static List<PersistentSegment> sorted(
      List<PersistentSegment> segments, long partitionId) {
    return segments.stream()
        .filter(s -> s.partitionId() == partitionId)
        .sorted(Comparator.comparingLong(PersistentSegment::id))
        .toList();
  }

  private SegmentBackupInfo segment(
      long collectionId, PersistentSegment segment, SegmentFiles files) {
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
        segment.id(),
        segment.deletesOnly(),
        "",
        segment.storageVersion());
  }

  private List<Binlog> binlogs(Collection<ObjectInfo> objects) {
    return objects.stream()
        .map(o -> new Binlog(milvusStorage.pathOf(o.key()), o.size(), logId(o.key())))
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
                      ObjectKey to = layout.insertLog(segment, field, logId(log.key()));
                      copies.add(copy(log, to, rows[0]));
                      rows[0] = 0;
                    }));
    files
        .deltas()
        .forEach(log -> copies.add(copy(log, layout.deltaLog(segment, logId(log.key())), 0)));
  }

  private static ObjectCopy copy(ObjectInfo from, ObjectKey to, long rows) {
    return new ObjectCopy(from.key(), to, from.size(), Optional.empty(), rows);
  }

  private static long logId(ObjectKey key) {
    return Long.parseLong(key.path().substring(key.path().lastIndexOf('/') + 1));
  }
}
