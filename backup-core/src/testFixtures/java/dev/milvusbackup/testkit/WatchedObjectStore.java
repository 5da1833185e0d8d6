package dev.milvusbackup.testkit;

import dev.milvusbackup.storage.ObjectBody;
import dev.milvusbackup.storage.ObjectInfo;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectLocks;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.PutMode;
import dev.milvusbackup.storage.StoreLocation;
import dev.milvusbackup.testkit.StoreCall.Operation;
import java.io.InputStream;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Forwards every call to a store, and notifies a {@link Watcher} before and after it. */
abstract class WatchedObjectStore implements ObjectStore {

  private final ObjectStore store;
  private final Watcher watcher;

  WatchedObjectStore(ObjectStore store, Watcher watcher) {
    this.store = store;
    this.watcher = watcher;
  }

  /** Receives each call. An exception that it throws fails the call. */
  interface Watcher {
    void before(StoreCall call);

    void after(StoreCall call);
  }

  /** Wraps a view with another root, with the same watcher. */
  abstract ObjectStore viewOf(ObjectStore view);

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
    StoreCall call = before(Operation.PUT, List.of(key));
    return after(call, store.put(key, body, mode));
  }

  @Override
  public ObjectInfo putAsLarge(ObjectKey key, ObjectBody body, PutMode mode) {
    StoreCall call = before(Operation.PUT, List.of(key));
    return after(call, store.putAsLarge(key, body, mode));
  }

  @Override
  public InputStream open(ObjectKey key, long offset, long length) {
    StoreCall call = before(Operation.OPEN, List.of(key));
    return after(call, store.open(key, offset, length));
  }

  @Override
  public Optional<ObjectInfo> stat(ObjectKey key) {
    StoreCall call = before(Operation.STAT, List.of(key));
    return after(call, store.stat(key));
  }

  @Override
  public Stream<ObjectInfo> list(ObjectKey directory) {
    StoreCall call = before(Operation.LIST, List.of(directory));
    return after(call, store.list(directory));
  }

  @Override
  public Stream<ObjectKey> directories(ObjectKey directory) {
    StoreCall call = before(Operation.DIRECTORIES, List.of(directory));
    return after(call, store.directories(directory));
  }

  @Override
  public void delete(Collection<ObjectKey> keys) {
    StoreCall call = before(Operation.DELETE, keys);
    store.delete(keys);
    watcher.after(call);
  }

  @Override
  public @Nullable ObjectInfo copyFrom(ObjectStore source, ObjectInfo from, ObjectKey to) {
    StoreCall call = before(Operation.COPY, List.of(to));
    ObjectInfo copied = store.copyFrom(source, from, to);
    watcher.after(call);
    return copied;
  }

  @Override
  public Optional<ObjectLocks> locks() {
    return store.locks().map(WatchedLocks::new);
  }

  private final class WatchedLocks implements ObjectLocks {

    private final ObjectLocks locks;

    WatchedLocks(ObjectLocks locks) {
      this.locks = locks;
    }

    @Override
    public void lock(ObjectKey key, Mode mode, Instant until) {
      StoreCall call = WatchedObjectStore.this.before(Operation.LOCK, List.of(key));
      locks.lock(key, mode, until);
      watcher.after(call);
    }

    @Override
    public Optional<Instant> lockedUntil(ObjectKey key) {
      StoreCall call = WatchedObjectStore.this.before(Operation.LOCKED_UNTIL, List.of(key));
      return WatchedObjectStore.this.after(call, locks.lockedUntil(key));
    }
  }

  @Override
  public ObjectStore withRoot(String root) {
    return viewOf(store.withRoot(root));
  }

  @Override
  public void close() {
    store.close();
  }

  @Override
  public String toString() {
    return getClass().getSimpleName() + "[" + store.displayName() + "]";
  }

  private StoreCall before(Operation operation, Collection<ObjectKey> keys) {
    StoreCall call = new StoreCall(operation, List.copyOf(keys));
    watcher.before(call);
    return call;
  }

  private <T> T after(StoreCall call, T result) {
    watcher.after(call);
    return result;
  }
}
