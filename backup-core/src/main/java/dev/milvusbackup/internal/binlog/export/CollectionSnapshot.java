package dev.milvusbackup.internal.binlog.export;

import dev.milvusbackup.internal.format.BackupLayout;
import dev.milvusbackup.internal.format.SharedLayout;
import dev.milvusbackup.internal.format.metadata.CollectionBackupInfo;
import dev.milvusbackup.internal.format.metadata.PartitionBackupInfo;
import dev.milvusbackup.internal.format.metadata.SegmentBackupInfo;
import dev.milvusbackup.internal.format.metadata.SharedLogs;
import dev.milvusbackup.internal.format.packed.LazyList;
import dev.milvusbackup.internal.milvusstorage.BinlogLayout;
import dev.milvusbackup.internal.transfer.ObjectCopy;
import dev.milvusbackup.storage.ObjectKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * A collection with a fixed list of segments.
 *
 * @param info its metadata, complete
 * @param copiesByDirectory the copies to make, by target directory
 * @param notCompared the reason if its rows were not compared with Milvus's count; otherwise empty
 */
public record CollectionSnapshot(
    CollectionBackupInfo info,
    Map<String, List<ObjectCopy>> copiesByDirectory,
    String notCompared) {

  static CollectionSnapshot of(BackupLayout layout, CollectionBackupInfo info) {
    Map<String, List<ObjectCopy>> copies = new TreeMap<>();
    for (PartitionBackupInfo partition : info.partitions()) {
      long collectionId = info.collectionId();
      long id = partition.partitionId();
      copies.put(
          layout.insertDirectory(collectionId, id) + "/",
          SegmentCopies.of(layout, BinlogLayout.INSERT_LOG, partition.segments()));
      copies.put(
          layout.deltaDirectory(collectionId, id) + "/",
          SegmentCopies.of(layout, BinlogLayout.DELTA_LOG, partition.segments()));
    }
    copies.put(
        layout.deltaDirectory(info.collectionId(), SegmentBackupInfo.ALL_PARTITIONS) + "/",
        SegmentCopies.of(layout, BinlogLayout.DELTA_LOG, info.l0Segments()));
    return new CollectionSnapshot(info, copies, "");
  }

  /**
   * Returns a copy whose insert logs go into roots of shared objects.
   *
   * @param place chooses the root of a segment
   * @param root the root whose segments are to be copied; the other roots have them
   */
  CollectionSnapshot shared(
      BackupLayout layout, UnaryOperator<SegmentBackupInfo> place, String root) {
    List<PartitionBackupInfo> placed =
        info.partitions().stream()
            .map(p -> p.withSegments(LazyList.view(p.segments(), place)))
            .toList();
    CollectionSnapshot shared = of(layout, info.withData(placed, info.l0Segments()));
    Map<String, List<ObjectCopy>> copies = shared.copiesByDirectory;
    for (PartitionBackupInfo partition : placed) {
      ObjectKey inserts = layout.insertDirectory(info.collectionId(), partition.partitionId());
      copies.remove(inserts + "/");
      copies.put(
          SharedLayout.root(root).resolve(inserts.relativeTo(layout.binlogs())) + "/",
          SegmentCopies.of(layout, BinlogLayout.INSERT_LOG, in(root, partition.segments())));
    }
    return new CollectionSnapshot(shared.info, copies, notCompared);
  }

  /** The segments in a root. */
  static List<SegmentBackupInfo> in(String root, List<SegmentBackupInfo> segments) {
    int[] indexes =
        IntStream.range(0, segments.size())
            .filter(
                i -> {
                  SharedLogs shared = segments.get(i).shared();
                  return shared != null && shared.root().equals(root);
                })
            .toArray();
    return LazyList.numbered(indexes.length, i -> segments.get(indexes[i]));
  }

  CollectionSnapshot with(RowComparison.Result rows) {
    if (rows.isCompared() && !rows.differs()) {
      return new CollectionSnapshot(info.withLiveRows(rows.live()), copiesByDirectory, "");
    }
    String why = rows.isCompared() ? rows.difference() : rows.why();
    return new CollectionSnapshot(info, copiesByDirectory, why);
  }

  public List<ObjectCopy> copies() {
    return LazyList.concat(new ArrayList<>(copiesByDirectory.values()));
  }

  /** The copies of all directories, in the order of their target keys. */
  public static List<ObjectCopy> copies(List<CollectionSnapshot> collections) {
    Map<String, List<ObjectCopy>> all = new TreeMap<>();
    collections.forEach(collection -> all.putAll(collection.copiesByDirectory()));
    return LazyList.concat(new ArrayList<>(all.values()));
  }
}
