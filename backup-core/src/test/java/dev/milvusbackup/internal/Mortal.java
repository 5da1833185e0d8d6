package dev.milvusbackup.internal;

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

/** The store of a process that dies after some writes. */
public final class Mortal extends ForwardingObjectStore {

  private int writes;

  /** What a process that was killed does at each call. */
  public static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  public Mortal(ObjectStore store, int writes) {
    super(store);
    this.writes = writes;
  }

  private void live() {
    if (writes-- <= 0) {
      throw new Killed();
    }
  }

  @Override
  public ObjectInfo put(ObjectKey key, ObjectBody body, PutMode mode) {
    live();
    return super.put(key, body, mode);
  }

  @Override
  public @Nullable ObjectInfo copyFrom(ObjectStore source, ObjectInfo from, ObjectKey to) {
    live();
    return super.copyFrom(source, from, to);
  }

  @Override
  public void delete(Collection<ObjectKey> keys) {
    live();
    super.delete(keys);
  }

  @Override
  public Optional<ObjectLocks> locks() {
    return super.locks().map(MortalLocks::new);
  }

  private final class MortalLocks implements ObjectLocks {

    private final ObjectLocks locks;

    MortalLocks(ObjectLocks locks) {
      this.locks = locks;
    }

    @Override
    public void lock(ObjectKey key, Mode mode, Instant until) {
      live();
      locks.lock(key, mode, until);
    }

    @Override
    public Optional<Instant> lockedUntil(ObjectKey key) {
      return locks.lockedUntil(key);
    }
  }

  @Override
  public ObjectStore withRoot(String root) {
    throw new UnsupportedOperationException();
  }
}
