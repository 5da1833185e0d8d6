package dev.milvusbackup.internal.binlog.export;

import dev.milvusbackup.internal.format.BackupLayout;
import dev.milvusbackup.internal.format.metadata.CollectionBackupInfo;
import dev.milvusbackup.internal.format.metadata.PartitionBackupInfo;
import dev.milvusbackup.internal.format.metadata.SegmentBackupInfo;
import dev.milvusbackup.internal.format.packed.LazyList;
import dev.milvusbackup.internal.milvusstorage.BinlogLayout;
import dev.milvusbackup.internal.transfer.ObjectCopy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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
