package dev.milvusbackup.internal.milvus;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.internal.format.metadata.PartitionBackupInfo;
import java.util.List;

/** The partitions of a collection. */
public interface MilvusPartitions {

  /** The partitions, without data. */
  List<PartitionBackupInfo> of(CollectionName name, long collectionId);

  void create(CollectionName target, String partition);
}
