package dev.milvusbackup.internal.milvus.fake;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.internal.milvus.MilvusAliases;
import dev.milvusbackup.internal.milvus.MilvusCollections;
import dev.milvusbackup.internal.milvus.MilvusDatabases;
import dev.milvusbackup.internal.milvus.MilvusGateway;
import dev.milvusbackup.internal.milvus.MilvusIndexes;
import dev.milvusbackup.internal.milvus.MilvusLoading;
import dev.milvusbackup.internal.milvus.MilvusPartitions;
import dev.milvusbackup.internal.milvus.MilvusRows;
import dev.milvusbackup.internal.milvus.gc.MilvusGarbageCollection;
import dev.milvusbackup.internal.milvus.imports.ImportJob;
import dev.milvusbackup.internal.milvus.imports.MilvusImports;
import dev.milvusbackup.internal.milvus.rbac.MilvusPrivileges;
import dev.milvusbackup.internal.milvus.rbac.MilvusRbac;
import dev.milvusbackup.internal.milvus.rbac.Privilege;
import dev.milvusbackup.internal.milvus.segments.MilvusSegments;
import dev.milvusbackup.internal.milvus.server.ServerFeatures;
import dev.milvusbackup.internal.milvus.server.ServerVersion;
import dev.milvusbackup.internal.rows.RowSchema;
import dev.milvusbackup.storage.ObjectInfo;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A Milvus in memory that writes real binlogs into a store, and imports them from there. It has a
 * clock of its own, so nothing takes time; its manner is that of a version, by {@link Behavior}.
 *
 * <p>Apart from the gateway there is what others do to a Milvus: rows and deletes, compaction,
 * removal of files, faults of its calls.
 */
public final class InMemoryMilvus implements MilvusGateway {

  public static final String V2_2_16 = "v2.2.16-lite";
  public static final String V2_3_0 = "v2.3.0";
  public static final String V2_3_5 = "v2.3.5";
  public static final String V2_5_27 = "v2.5.27";
  public static final String V2_6_19 = "v2.6.19";

  /** 10:47 and 10:51 after the first delete, on 2.2.16 and 2.3.0; measured. */
  private static final Duration LATE_DELETES = Duration.ofSeconds(647);

  private final World world;
  private final FakeRbac rbac;
  private final FakeImports imports;
  private final FakeGarbageCollection garbageCollection;
  private final Set<Privilege> denied = EnumSet.noneOf(Privilege.class);

  /**
   * A Milvus without data.
   *
   * @param storage where it keeps its segments, from its root path on
   */
  public InMemoryMilvus(String version, ObjectStore storage) {
    this.world = new World(ServerVersion.parse(version), storage, new VirtualClock());
    this.rbac = new FakeRbac(world);
    this.imports = new FakeImports(world);
    this.garbageCollection = new FakeGarbageCollection(world);
  }

  public VirtualClock clock() {
    return world.clock;
  }

  /** What was called, and faults for what will be. */
  public Calls calls() {
    return world.calls;
  }

  /** Inserts rows, as a client does. */
  public void insert(CollectionName name, Object[]... rows) {
    RowSchema schema = schema(name);
    new FakeRows(world).insert(name, MilvusRows.ALL_PARTITIONS, schema, List.of(rows));
  }

  /** Deletes by keys, as a client does. */
  public void delete(CollectionName name, Object... keys) {
    synchronized (world.clock) {
      FakeCollection collection = world.require("delete from " + name, name);
      long timestamp = world.clock.timestamp();
      if (world.has(Behavior.WRITES_DELETES_LATE) && collection.pending.isEmpty()) {
        world.clock.in(LATE_DELETES, new Deletes(world, collection)::writeLate);
      }
      List<Deletion> deletions =
          Arrays.stream(keys).map(key -> new Deletion(key, timestamp)).toList();
      collection
          .pending
          .computeIfAbsent(FakeSegment.ALL_PARTITIONS, p -> new ArrayList<>())
          .addAll(deletions);
      if (collection.load.isLoaded()) {
        collection.load.deletionsSince.addAll(deletions);
      }
    }
  }

  /** Deletes the keys of rows and inserts them, as a client does. */
  public void upsert(CollectionName name, Object[]... rows) {
    int key = schema(name).keyIndex();
    delete(name, Arrays.stream(rows).map(row -> row[key]).toArray());
    insert(name, rows);
  }

  /** The columns of a collection's rows. */
  public RowSchema schema(CollectionName name) {
    synchronized (world.clock) {
      return world.require("describe " + name, name).schema();
    }
  }

  /** Merges the segments of a collection, as Milvus does from time to time. */
  public void compact(CollectionName name) {
    synchronized (world.clock) {
      new Compaction(world, world.require("compact " + name, name)).run();
    }
  }

  /** Works the segments of deletes into those of rows, as servers that have them do in time. */
  public void foldDeletes(CollectionName name) {
    synchronized (world.clock) {
      new Deletes(world, world.require("compact " + name, name)).fold();
    }
  }

  /** From now on deletes reach those who query, but no file. */
  public void loseDeletes() {
    synchronized (world.clock) {
      world.losesDeletes = true;
    }
  }

  /** The jobs of import that were started, in their order. */
  public List<ImportJob> jobs() {
    synchronized (world.clock) {
      return imports.started();
    }
  }

  /** The next job of import fails for this reason. */
  public void failNextImport(String reason) {
    synchronized (world.clock) {
      imports.failNext(reason);
    }
  }

  /** Removes the files of segments that no collection has any longer, unless that is paused. */
  public void collectGarbage() {
    synchronized (world.clock) {
      if (!garbageCollection.isPaused()) {
        world.binlogs.collectGarbage();
      }
    }
  }

  /** How many files there are in its storage. */
  public long files() {
    try (Stream<ObjectInfo> files = world.binlogs.storage().list(ObjectKey.ROOT)) {
      return files.count();
    }
  }

  /** Creates a user, as an administrator does. */
  public void createUser(String name, String password) {
    synchronized (world.clock) {
      rbac.createUser(name, password);
    }
  }

  /** From now on the user may not do that. */
  public void deny(Privilege privilege) {
    denied.add(privilege);
  }

  @Override
  public ServerVersion version() {
    return world.calls.make("version", () -> world.version);
  }

  @Override
  public MilvusDatabases databases() {
    return new FakeDatabases(world);
  }

  @Override
  public MilvusCollections collections() {
    return new FakeCollections(world);
  }

  @Override
  public MilvusPartitions partitions() {
    return new FakePartitions(world);
  }

  @Override
  public MilvusIndexes indexes() {
    return new FakeIndexes(world);
  }

  @Override
  public MilvusLoading loading() {
    return new FakeLoading(world);
  }

  @Override
  public MilvusAliases aliases() {
    return new FakeAliases(world);
  }

  @Override
  public MilvusRbac rbac() {
    return rbac;
  }

  @Override
  public MilvusPrivileges privileges() {
    return (privilege, absent) ->
        world.calls.make("privileges.has", () -> !denied.contains(privilege));
  }

  @Override
  public MilvusSegments segments() {
    return new FakeSegments(world);
  }

  @Override
  public MilvusImports imports(ServerFeatures server) {
    return imports;
  }

  @Override
  public MilvusGarbageCollection garbageCollection() {
    return garbageCollection;
  }

  @Override
  public MilvusRows rows() {
    return new FakeRows(world);
  }

  @Override
  public void close() {}
}
