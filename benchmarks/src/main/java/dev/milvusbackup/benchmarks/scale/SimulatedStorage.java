package dev.milvusbackup.benchmarks.scale;

import dev.milvusbackup.storage.ObjectBody;
import dev.milvusbackup.storage.ObjectInfo;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.PutMode;
import dev.milvusbackup.storage.StoreLocation;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A store with simulated binlogs and a real store for everything else: a million objects in memory
 * would distort the measurement.
 */
final class SimulatedStorage implements ObjectStore {

  private final World world;
  private final String root;
  private final ObjectStore others;

  /**
   * A store.
   *
   * @param root the root of the store; below {@code backup} binlogs are in group directories
   * @param others the store for everything else
   */
  SimulatedStorage(World world, String root, ObjectStore others) {
    this.world = world;
    this.root = root;
    this.others = others;
  }

  @Override
  public String displayName() {
    return "simulation://" + root;
  }

  @Override
  public StoreLocation location() {
    return new StoreLocation("simulation:", "bucket", root);
  }

  @Override
  public ObjectInfo put(ObjectKey key, ObjectBody body, PutMode mode) {
    return others.put(key, body, mode);
  }

  @Override
  public InputStream open(ObjectKey key, long offset, long length) {
    if (key.path().startsWith("insert_log/")) {
      ByteArrayInputStream header = new ByteArrayInputStream(World.header());
      header.skip(offset);
      return header;
    }
    return others.open(key, offset, length);
  }

  @Override
  public Optional<ObjectInfo> stat(ObjectKey key) {
    return others.stat(key);
  }

  @Override
  public Stream<ObjectInfo> list(ObjectKey directory) {
    String path = directory.path() + "/";
    boolean shared = path.startsWith(".shared/roots/");
    int inserts = path.indexOf("insert_log/");
    if (inserts >= 0) {
      long collectionId = Long.parseLong(path.substring(inserts + 11).replaceAll("/.*", ""));
      return world.insertLogs(directory, collectionId, shared);
    }
    if (path.startsWith(Simulation.INCREMENTAL) && path.endsWith("/binlogs/")) {
      return Stream.empty(); // there are no deletes
    }
    if (shared || path.endsWith("/binlogs/")) {
      return world.allInsertLogs(directory);
    }
    return others.list(directory);
  }

  @Override
  public Stream<ObjectKey> directories(ObjectKey directory) {
    return others.directories(directory);
  }

  @Override
  public void delete(Collection<ObjectKey> keys) {
    others.delete(keys);
  }

  @Override
  public @Nullable ObjectInfo copyFrom(ObjectStore source, ObjectInfo from, ObjectKey to) {
    return World.object(to);
  }

  @Override
  public ObjectStore withRoot(String newRoot) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {
    others.close();
  }
}
