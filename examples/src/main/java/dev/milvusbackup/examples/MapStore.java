package dev.milvusbackup.examples;

import dev.milvusbackup.storage.ObjectBody;
import dev.milvusbackup.storage.ObjectExistsException;
import dev.milvusbackup.storage.ObjectInfo;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectNotFoundException;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.PutMode;
import dev.milvusbackup.storage.StorageException;
import dev.milvusbackup.storage.StoreLocation;
import dev.milvusbackup.storage.support.BodyException;
import dev.milvusbackup.storage.support.ExactInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;

/** An example of a custom store: objects in a map, by their full path. */
final class MapStore implements ObjectStore {

  private final Map<ObjectKey, byte[]> objects;
  private final StoreLocation location;

  MapStore(String name) {
    this(new ConcurrentSkipListMap<>(), new StoreLocation("map:", name, ""));
  }

  private MapStore(Map<ObjectKey, byte[]> objects, StoreLocation location) {
    this.objects = objects;
    this.location = location;
  }

  // tag::store-names[]
  @Override
  public String displayName() {
    return location.service() + location.container() + location.root();
  }

  @Override
  public StoreLocation location() {
    return location;
  }

  // end::store-names[]

  // tag::store-put[]
  @Override
  public ObjectInfo put(ObjectKey key, ObjectBody body, PutMode mode) {
    String action = "Cannot store " + displayName() + "/" + key;
    byte[] bytes = read(body, action);
    if (mode == PutMode.REPLACE) {
      objects.put(path(key), bytes);
    } else if (objects.putIfAbsent(path(key), bytes) != null) {
      throw new ObjectExistsException(action + ": the key is taken. Choose another key.");
    }
    return info(key, bytes);
  }

  // end::store-put[]

  // tag::store-open[]
  @Override
  public InputStream open(ObjectKey key, long offset, long length) {
    if (offset < 0 || length < 0) {
      throw new IllegalArgumentException("Negative range: " + offset + ", " + length);
    }
    byte[] bytes = objects.get(path(key));
    if (bytes == null) {
      throw new ObjectNotFoundException(
          "Cannot read " + displayName() + "/" + key + ": there is no such object.");
    }
    int start = (int) Math.min(offset, bytes.length);
    return new ByteArrayInputStream(bytes, start, (int) Math.min(length, bytes.length - start));
  }

  // end::store-open[]

  @Override
  public Optional<ObjectInfo> stat(ObjectKey key) {
    return Optional.ofNullable(objects.get(path(key))).map(bytes -> info(key, bytes));
  }

  // tag::store-list[]
  @Override
  public Stream<ObjectInfo> list(ObjectKey directory) {
    ObjectKey root = ObjectKey.of(location.root());
    ObjectKey below = ObjectKey.of(location.pathOf(directory));
    return objects.entrySet().stream()
        .filter(e -> e.getKey().isBelow(below))
        .map(e -> info(ObjectKey.of(e.getKey().relativeTo(root)), e.getValue()));
  }

  @Override
  public Stream<ObjectKey> directories(ObjectKey directory) {
    return list(directory)
        .map(object -> object.key().relativeTo(directory))
        .filter(name -> name.contains("/"))
        .map(name -> directory.resolve(name.substring(0, name.indexOf('/'))))
        .distinct();
  }

  // end::store-list[]

  @Override
  public void delete(Collection<ObjectKey> keys) {
    keys.forEach(key -> objects.remove(path(key)));
  }

  // tag::store-root[]
  @Override
  public ObjectStore withRoot(String root) {
    return new MapStore(objects, new StoreLocation(location.service(), location.container(), root));
  }

  // end::store-root[]

  @Override
  public void close() {}

  @Override
  public String toString() {
    return displayName();
  }

  // tag::store-read[]
  /** Fails unless the body has as many bytes as announced. */
  private static byte[] read(ObjectBody body, String action) {
    try (InputStream in = ExactInputStream.open(body)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw BodyException.in(e, action)
          .orElseGet(() -> new StorageException(action + ": " + e + ".", e));
    }
  }

  // end::store-read[]

  private ObjectKey path(ObjectKey key) {
    if (key.equals(ObjectKey.ROOT)) {
      throw new IllegalArgumentException("The root is not an object");
    }
    return ObjectKey.of(location.pathOf(key));
  }

  /** Without a digest: core computes its own during a copy. */
  private static ObjectInfo info(ObjectKey key, byte[] bytes) {
    return ObjectInfo.of(key, bytes.length);
  }
}
