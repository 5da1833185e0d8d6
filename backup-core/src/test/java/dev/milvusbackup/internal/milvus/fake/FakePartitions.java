package dev.milvusbackup.internal.milvus.fake;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.internal.format.metadata.PartitionBackupInfo;
import dev.milvusbackup.internal.milvus.MilvusPartitions;
import java.util.List;

/** Partitions in memory. */
record FakePartitions(World world) implements MilvusPartitions {

  @Override
  public List<PartitionBackupInfo> of(CollectionName name, long collectionId) {
    return world.calls.make(
        "partitions.of",
        () -> FakeCollections.partitions(world.require("list the partitions of " + name, name)));
  }

  @Override
  public void create(CollectionName target, String partition) {
    world.calls.run(
        "partitions.create",
        () -> {
          String verb = "create partition '" + partition + "' of " + target;
          FakeCollection collection = world.require(verb, target);
          if (collection.described().hasPartitionKey()) {
            throw Refusal.of(
                verb, Refusal.PARAMETER, "disable create partition if partition key mode is used");
          }
          // Once more is no error to Milvus.
          collection.partitions.computeIfAbsent(partition, name -> world.newId());
        });
  }
}
