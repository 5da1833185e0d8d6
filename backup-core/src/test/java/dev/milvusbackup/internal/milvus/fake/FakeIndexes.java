package dev.milvusbackup.internal.milvus.fake;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.internal.format.schema.IndexInfo;
import dev.milvusbackup.internal.milvus.MilvusIndexes;
import dev.milvusbackup.internal.milvus.MilvusLoading;
import java.util.List;

/** Indexes in memory. */
record FakeIndexes(World world) implements MilvusIndexes {

  @Override
  public List<IndexInfo> of(CollectionName name) {
    return world.calls.make(
        "indexes.of",
        () -> List.copyOf(world.require("describe the indexes of " + name, name).indexes));
  }

  @Override
  public void create(CollectionName target, IndexInfo index) {
    world.calls.run(
        "indexes.create",
        () -> {
          String verb = "create index '" + index.indexName() + "' of " + target;
          FakeCollection collection = world.require(verb, target);
          if (collection.described().fields().stream()
              .noneMatch(field -> field.name().equals(index.fieldName()))) {
            throw Refusal.of(
                verb,
                Refusal.PARAMETER,
                "cannot create index on non-exist field: " + index.fieldName());
          }
          collection.indexes.removeIf(i -> i.indexName().equals(index.indexName()));
          collection.indexes.add(
              new IndexInfo(
                  index.fieldName(),
                  index.indexName(),
                  index.params().getOrDefault("index_type", index.indexType()),
                  index.params(),
                  world.newId()));
        });
  }

  @Override
  public void drop(CollectionName target, IndexInfo index) {
    world.calls.run(
        "indexes.drop",
        () -> {
          String verb = "drop index '" + index.indexName() + "' of " + target;
          FakeCollection collection = world.require(verb, target);
          if (!collection.load.state().equals(MilvusLoading.NOT_LOADED)) {
            throw Refusal.of(
                verb,
                Refusal.PARAMETER,
                "index cannot be dropped, collection is loaded, please release it first");
          }
          collection.indexes.removeIf(i -> i.indexName().equals(index.indexName()));
        });
  }
}
