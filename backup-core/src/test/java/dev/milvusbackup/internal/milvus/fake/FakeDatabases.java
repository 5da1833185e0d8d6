package dev.milvusbackup.internal.milvus.fake;

import dev.milvusbackup.internal.format.metadata.DatabaseBackupInfo;
import dev.milvusbackup.internal.format.schema.KeyValue;
import dev.milvusbackup.internal.milvus.MilvusDatabases;
import java.util.List;

/** Databases in memory. */
record FakeDatabases(World world) implements MilvusDatabases {

  private static final int ALREADY_THERE = 801;
  private static final int INVALID = 802;

  @Override
  public List<String> names() {
    return world.calls.make("databases.names", () -> List.copyOf(world.databases.keySet()));
  }

  @Override
  public DatabaseBackupInfo describe(String database) {
    return world.calls.make(
        "databases.describe",
        () -> {
          String verb = "describe database " + database;
          if (!world.has(Behavior.DESCRIBES_DATABASES)) {
            throw Refusal.notOffered(verb);
          }
          world.requireDatabase(verb, database);
          return world.databases.get(database);
        });
  }

  @Override
  public void create(DatabaseBackupInfo database) {
    world.calls.run(
        "databases.create",
        () -> {
          String name = database.dbName();
          if (world.databases.containsKey(name)) {
            throw Refusal.of(
                "create database " + name, ALREADY_THERE, "database already exist: " + name);
          }
          List<KeyValue> properties =
              world.has(Behavior.DESCRIBES_DATABASES) ? database.properties() : List.of();
          world.databases.put(name, new DatabaseBackupInfo(name, world.newId(), properties, ""));
        });
  }

  @Override
  public void drop(String database) {
    world.calls.run(
        "databases.drop",
        () -> {
          String verb = "drop database " + database;
          if (database.equals("default")) {
            throw Refusal.of(verb, INVALID, "can not drop default database");
          }
          if (world.collections.stream().anyMatch(c -> c.database.equals(database))) {
            throw Refusal.of(verb, INVALID, "database:%s not empty".formatted(database));
          }
          world.databases.remove(database);
        });
  }
}
