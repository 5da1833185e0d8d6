package dev.milvusbackup.internal.milvus;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.internal.format.metadata.PartitionBackupInfo;
import java.util.List;

/** The partitions of a collection. */
public interface MilvusPartitions {

  /** The partitions, without data. */
  List<PartitionBackupInfo> of(CollectionName name, long collectionId);

  /** Whether all of them are loaded, so that Milvus counts all rows of the collection. */
  default boolean areLoaded(CollectionName name) {
    return of(name, 0).stream()
        .map(PartitionBackupInfo::loadState)
        .allMatch(MilvusLoading.LOADED::equals);
  }

  void create(CollectionName target, String partition);
}
