package dev.milvusbackup.internal.milvus.fake;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.internal.milvus.MilvusAliases;
import java.util.List;
import java.util.Optional;

/** Aliases in memory. */
record FakeAliases(World world) implements MilvusAliases {

  @Override
  public List<String> of(CollectionName name) {
    return world.calls.make(
        "aliases.of", () -> world.aliasesOf(world.require("list the aliases of " + name, name)));
  }

  @Override
  public Optional<CollectionName> owner(CollectionName name) {
    return world.calls.make(
        "aliases.owner",
        () -> {
          world.requireDatabase("find the collection or alias " + name, name.database());
          return world.resolve(name).map(FakeCollection::name);
        });
  }

  @Override
  public void point(CollectionName alias, CollectionName target) {
    world.calls.run(
        "aliases.point",
        () -> {
          String verb = "let alias " + alias + " point to " + target;
          FakeCollection collection = world.require(verb, target);
          if (world.find(alias).isPresent()) {
            throw Refusal.of(
                verb,
                Refusal.ALIAS,
                "alias and collection name conflict[alias=%s]".formatted(alias.name()));
          }
          world.aliases.put(alias, collection);
        });
  }
}
