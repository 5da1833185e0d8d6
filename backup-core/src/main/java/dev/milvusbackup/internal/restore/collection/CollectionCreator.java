package dev.milvusbackup.internal.restore.collection;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.IndexPolicy;
import dev.milvusbackup.RestoreRequest;
import dev.milvusbackup.internal.data.RestorePlan.CollectionPlan;
import dev.milvusbackup.internal.format.metadata.PartitionBackupInfo;
import dev.milvusbackup.internal.format.schema.FieldSchema;
import dev.milvusbackup.internal.format.schema.IndexInfo;
import dev.milvusbackup.internal.milvus.MilvusGateway;
import java.util.Set;
import java.util.stream.Collectors;

/** Creates a collection without rows: database, schema, partitions, indexes. */
final class CollectionCreator {

  private final MilvusGateway milvus;
  private final NewDatabases databases;
  private final RestoreRequest request;

  CollectionCreator(MilvusGateway milvus, NewDatabases databases, RestoreRequest request) {
    this.milvus = milvus;
    this.databases = databases;
    this.request = request;
  }

  void create(CollectionPlan collection, CollectionName name) {
    databases.ensure(name.database());
    milvus.collections().create(name, collection.info());
  }

  /** With a partition key Milvus creates them together with the collection. */
  void createPartitions(CollectionPlan collection, CollectionName name) {
    if (collection.info().schema().fields().stream().anyMatch(FieldSchema::partitionKey)) {
      return;
    }
    Set<String> existing =
        milvus.partitions().of(name, 0).stream()
            .map(PartitionBackupInfo::partitionName)
            .collect(Collectors.toSet());
    collection.info().partitions().stream()
        .map(PartitionBackupInfo::partitionName)
        .filter(partition -> !existing.contains(partition))
        .forEach(partition -> milvus.partitions().create(name, partition));
  }

  void createIndexes(CollectionPlan collection, CollectionName name) {
    if (request.dropsIndexes()) {
      milvus.indexes().of(name).forEach(index -> milvus.indexes().drop(name, index));
    }
    if (request.indexes() == IndexPolicy.SKIP) {
      return;
    }
    Set<String> existing =
        milvus.indexes().of(name).stream().map(IndexInfo::indexName).collect(Collectors.toSet());
    collection.info().indexes().stream()
        .filter(index -> !existing.contains(index.indexName()))
        .forEach(index -> milvus.indexes().create(name, index));
  }
}
