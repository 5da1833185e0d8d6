package dev.milvusbackup.internal.milvus.fake;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.internal.format.metadata.CollectionBackupInfo;
import dev.milvusbackup.internal.format.metadata.PartitionBackupInfo;
import dev.milvusbackup.internal.format.schema.CollectionSchema;
import dev.milvusbackup.internal.milvus.MilvusCollections;
import java.util.List;
import java.util.Map;

/** Collections in memory. */
record FakeCollections(World world) implements MilvusCollections {

  private static final int PARTITIONS_OF_A_KEY = 16;

  @Override
  public List<CollectionName> names(String database) {
    return world.calls.make(
        "collections.names",
        () -> {
          world.requireDatabase("list the collections of database " + database, database);
          return world.collections.stream()
              .filter(c -> c.database.equals(database))
              .map(FakeCollection::name)
              .toList();
        });
  }

  @Override
  public CollectionBackupInfo describe(CollectionName name) {
    return world.calls.make(
        "collections.describe", () -> describe(world.require("describe " + name, name)));
  }

  private CollectionBackupInfo describe(FakeCollection c) {
    boolean cached = world.has(Behavior.DESCRIBES_STALE_ALIASES);
    return new CollectionBackupInfo(
        "",
        c.id,
        c.database,
        c.name().name(),
        c.described(),
        c.shards,
        c.consistency,
        List.of(),
        0,
        0,
        !c.indexes.isEmpty(),
        List.copyOf(c.indexes),
        c.load.state(),
        0,
        Map.of(),
        List.of(),
        c.properties,
        world.databases.get(c.database).dbId(),
        c.created,
        List.of(c.channel()),
        List.of("by-dev-rootcoord-dml_0"),
        c.describedAliases(world.aliasesOf(c), cached),
        c.load.replicas(),
        null,
        null);
  }

  @Override
  public long id(CollectionName name) {
    return world.calls.make("collections.id", () -> world.require("describe " + name, name).id);
  }

  @Override
  public void create(CollectionName target, CollectionBackupInfo backup) {
    world.calls.run("collections.create", () -> createNow(target, backup));
  }

  private void createNow(CollectionName target, CollectionBackupInfo backup) {
    String verb = "create " + target;
    world.requireFree(verb, target);
    CollectionSchema schema = backup.schema();
    if (schema.fields().stream().noneMatch(field -> field.dataType() >= 100)) {
      throw Refusal.of(verb, Refusal.PARAMETER, "schema does not contain vector field");
    }
    FakeCollection made =
        new FakeCollection(world.newId(), target, backup, world.clock.timestamp());
    if (schema.hasPartitionKey()) {
      int given = backup.partitions().size();
      int count = given == 0 ? PARTITIONS_OF_A_KEY : given;
      for (int i = 0; i < count; i++) {
        made.partitions.put("_default_" + i, world.newId());
      }
    } else {
      made.partitions.put("_default", world.newId());
    }
    world.collections.add(made);
  }

  @Override
  public void rename(CollectionName from, CollectionName to) {
    world.calls.run(
        "collections.rename",
        () -> {
          String verb = "rename " + from + " to " + to;
          FakeCollection collection = world.require(verb, from);
          world.requireFree(verb, to);
          collection.rename(to.name());
        });
  }

  @Override
  public void drop(CollectionName target) {
    world.calls.run(
        "collections.drop",
        () -> {
          if (world.databases.containsKey(target.database())) {
            world.find(target).ifPresent(this::dropNow);
          }
        });
  }

  private void dropNow(FakeCollection collection) {
    List<String> aliases = world.aliasesOf(collection);
    if (!aliases.isEmpty() && !world.has(Behavior.DROPS_COLLECTIONS_WITH_ALIASES)) {
      throw Refusal.of(
          "drop " + collection.name(),
          Refusal.PARAMETER,
          "unable to drop the collection [%s] because it has associated aliases %s"
              .formatted(collection.name().name(), aliases));
    }
    collection.segments.forEach(segment -> segment.state = FakeSegment.State.DROPPED);
    world.binlogs.forget(collection);
    world.collections.remove(collection);
    world.whenDropped.accept(collection);
  }

  /** The partitions as a describe of partitions tells them. */
  static List<PartitionBackupInfo> partitions(FakeCollection c) {
    return c.partitions.entrySet().stream()
        .map(
            p ->
                new PartitionBackupInfo(
                    p.getValue(), p.getKey(), c.id, List.of(), 0, c.load.state(p.getKey())))
        .toList();
  }
}
