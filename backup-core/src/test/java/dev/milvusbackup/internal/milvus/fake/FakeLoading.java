package dev.milvusbackup.internal.milvus.fake;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.internal.milvus.ErrorTable;
import dev.milvusbackup.internal.milvus.MilvusLoading;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** What is loaded, in memory. */
record FakeLoading(World world) implements MilvusLoading {

  /** Between 3.2 and 3.5 s on 2.3.5, measured. */
  private static final Duration LOAD_TIME = Duration.ofMillis(3300);

  @Override
  public String state(CollectionName name) {
    return world.calls.make("loading.state", () -> require(name).load.state());
  }

  @Override
  public String state(CollectionName name, String partition) {
    return world.calls.make("loading.state", () -> require(name).load.state(partition));
  }

  private FakeCollection require(CollectionName name) {
    return world.require("ask whether " + name + " is loaded", name);
  }

  @Override
  public int replicas(CollectionName name, long collectionId) {
    return world.calls.make("loading.replicas", () -> require(name).load.replicas());
  }

  @Override
  public void load(CollectionName name, int replicas) {
    world.calls.run("loading.load", () -> begin("load " + name, name, Set.of(), replicas));
  }

  @Override
  public void load(CollectionName name, List<String> partitions, int replicas) {
    world.calls.run(
        "loading.load",
        () ->
            begin(
                "load partitions " + partitions + " of " + name,
                name,
                Set.copyOf(partitions),
                replicas));
  }

  private void begin(String verb, CollectionName name, Set<String> partitions, int replicas) {
    FakeCollection collection = world.require(verb, name);
    if (collection.indexes.isEmpty()) {
      throw Refusal.of(
          verb,
          ErrorTable.INDEX_NOT_FOUND,
          "index not found[collection=%s]".formatted(collection.name().name()));
    }
    for (String partition : partitions) {
      if (!collection.partitions.containsKey(partition)) {
        throw Refusal.of(
            verb, Refusal.PARTITION, "partition not found[partition=%s]".formatted(partition));
      }
    }
    if (!collection.load.isLoaded()) {
      long which = collection.load.begin(partitions, Math.max(1, replicas));
      world.clock.in(LOAD_TIME, () -> collection.load.done(which));
    }
  }

  @Override
  public void release(CollectionName name) {
    world.calls.run("loading.release", () -> world.require("release " + name, name).releaseNow());
  }
}
