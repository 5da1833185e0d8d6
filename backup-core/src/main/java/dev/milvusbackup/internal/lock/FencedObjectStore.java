package dev.milvusbackup.internal.lock;

import dev.milvusbackup.internal.storage.ForwardingObjectStore;
import dev.milvusbackup.storage.ObjectBody;
import dev.milvusbackup.storage.ObjectInfo;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectLocks;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.PutMode;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Starts no write without the lock. */
final class FencedObjectStore extends ForwardingObjectStore {

  private final JobLock lock;

  FencedObjectStore(ObjectStore store, JobLock lock) {
    super(store);
    this.lock = lock;
  }

  @Override
  public ObjectInfo put(ObjectKey key, ObjectBody body, PutMode mode) {
    lock.require();
    return super.put(key, body, mode);
  }

  @Override
  public ObjectInfo putAsLarge(ObjectKey key, ObjectBody body, PutMode mode) {
    lock.require();
    return super.putAsLarge(key, body, mode);
  }

  @Override
  public void delete(Collection<ObjectKey> keys) {
    lock.require();
    super.delete(keys);
  }

  @Override
  public @Nullable ObjectInfo copyFrom(ObjectStore source, ObjectInfo from, ObjectKey to) {
    lock.require();
    return super.copyFrom(source, from, to);
  }

  @Override
  public Optional<ObjectLocks> locks() {
    return super.locks().map(locks -> new FencedLocks(locks, lock));
  }

  private record FencedLocks(ObjectLocks locks, JobLock lock) implements ObjectLocks {

    @Override
    public void lock(ObjectKey key, Mode mode, Instant until) {
      lock.require();
      locks.lock(key, mode, until);
    }

    @Override
    public Optional<Instant> lockedUntil(ObjectKey key) {
      return locks.lockedUntil(key);
    }
  }

  @Override
  public ObjectStore withRoot(String root) {
    return new FencedObjectStore(store.withRoot(root), lock);
  }

  /** The store does not belong to the lock. */
  @Override
  public void close() {}
}
