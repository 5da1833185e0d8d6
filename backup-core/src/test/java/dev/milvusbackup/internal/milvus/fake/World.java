package dev.milvusbackup.internal.milvus.fake;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.internal.format.metadata.DatabaseBackupInfo;
import dev.milvusbackup.internal.milvus.server.ServerVersion;
import dev.milvusbackup.storage.ObjectStore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** What a Milvus in memory knows: everything but rows of its segments on disk. */
final class World {

  final ServerVersion version;
  final VirtualClock clock;
  final Calls calls;
  final BinlogStore binlogs;
  final Map<String, DatabaseBackupInfo> databases = new LinkedHashMap<>();
  final List<FakeCollection> collections = new ArrayList<>();

  /** By full name; in the versions that leave them behind, of a dropped collection too. */
  final Map<CollectionName, FakeCollection> aliases = new LinkedHashMap<>();

  Consumer<FakeCollection> whenDropped = collection -> {};

  /** Deletes reach those who query, but no file: a fault. */
  boolean losesDeletes;

  private long lastId = 449_000_000_000_000_000L;

  World(ServerVersion version, ObjectStore storage, VirtualClock clock) {
    this.version = version;
    this.clock = clock;
    this.calls = new Calls(clock);
    this.binlogs = new BinlogStore(storage, this);
    databases.put("default", new DatabaseBackupInfo("default", 1, List.of(), ""));
  }

  boolean has(Behavior behavior) {
    return behavior.isOf(version);
  }

  long newId() {
    return ++lastId;
  }

  Optional<FakeCollection> find(CollectionName name) {
    return collections.stream().filter(c -> c.name().equals(name)).findFirst();
  }

  /** By its name or an alias. */
  Optional<FakeCollection> resolve(CollectionName name) {
    return find(name)
        .or(() -> Optional.ofNullable(aliases.get(name)).filter(collections::contains));
  }

  FakeCollection require(String verb, CollectionName name) {
    if (!has(Behavior.FINDS_NO_COLLECTION_IN_NO_DATABASE)) {
      requireDatabase(verb, name.database());
    }
    return resolve(name).orElseThrow(() -> Refusal.noCollection(verb, name));
  }

  void requireDatabase(String verb, String database) {
    if (!databases.containsKey(database)) {
      throw Refusal.noDatabase(verb, database);
    }
  }

  void requireFree(String verb, CollectionName name) {
    requireDatabase(verb, name.database());
    if (find(name).isPresent()) {
      throw Refusal.of(
          verb, Refusal.PARAMETER, "duplicated new collection name %s".formatted(name.name()));
    }
    if (resolve(name).isPresent()) {
      throw Refusal.of(
          verb,
          Refusal.ALIAS,
          "unable to use the name '%s', it is an alias".formatted(name.name()));
    }
  }

  List<String> aliasesOf(FakeCollection collection) {
    return aliases.entrySet().stream()
        .filter(e -> e.getValue() == collection)
        .map(e -> e.getKey().name())
        .toList();
  }
}
