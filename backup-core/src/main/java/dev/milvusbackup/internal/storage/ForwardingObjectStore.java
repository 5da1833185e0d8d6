package dev.milvusbackup.internal.storage;

import dev.milvusbackup.storage.ObjectBody;
import dev.milvusbackup.storage.ObjectInfo;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectLocks;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.PutMode;
import dev.milvusbackup.storage.StoreLocation;
import java.io.InputStream;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Forwards every call; a wrapper overrides some of them. */
public abstract class ForwardingObjectStore implements ObjectStore {

  protected final ObjectStore store;

  protected ForwardingObjectStore(ObjectStore store) {
    this.store = store;
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
    return store.put(key, body, mode);
  }

  @Override
  public ObjectInfo putAsLarge(ObjectKey key, ObjectBody body, PutMode mode) {
    return store.putAsLarge(key, body, mode);
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
    store.delete(keys);
  }

  @Override
  public @Nullable ObjectInfo copyFrom(ObjectStore source, ObjectInfo from, ObjectKey to) {
    return store.copyFrom(source, from, to);
  }

  @Override
  public Optional<ObjectLocks> locks() {
    return store.locks();
  }

  @Override
  public void close() {
    store.close();
  }

  @Override
  public String toString() {
    return store.toString();
  }
}
