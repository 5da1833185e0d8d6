package dev.milvusbackup.internal.lock;

import dev.milvusbackup.storage.ObjectBody;
import dev.milvusbackup.storage.ObjectInfo;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.PutMode;
import dev.milvusbackup.storage.StoreLocation;
import java.io.InputStream;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Begins no write without the lock. */
final class FencedObjectStore implements ObjectStore {

  private final ObjectStore store;
  private final BackupLock lock;

  FencedObjectStore(ObjectStore store, BackupLock lock) {
    this.store = store;
    this.lock = lock;
  }

  @Override
  public String displayName() {
    return store.displayName();
  }

  @Override
  public StoreLocation location() {
    return store.location();
  }

  @Override
  public ObjectInfo put(ObjectKey key, ObjectBody body, PutMode mode) {
    lock.require();
    return store.put(key, body, mode);
  }

  @Override
  public InputStream open(ObjectKey key, long offset, long length) {
    return store.open(key, offset, length);
  }

  @Override
  public Optional<ObjectInfo> stat(ObjectKey key) {
    return store.stat(key);
  }

  @Override
  public Stream<ObjectInfo> list(ObjectKey directory) {
    return store.list(directory);
  }

  @Override
  public Stream<ObjectKey> directories(ObjectKey directory) {
    return store.directories(directory);
  }

  @Override
  public void delete(Collection<ObjectKey> keys) {
    lock.require();
    store.delete(keys);
  }

  @Override
  public @Nullable ObjectInfo copyFrom(ObjectStore source, ObjectKey from, ObjectKey to) {
    lock.require();
    return store.copyFrom(source, from, to);
  }

  @Override
  public ObjectStore withRoot(String root) {
    return new FencedObjectStore(store.withRoot(root), lock);
  }

  @Override
  public void close() {}
}
