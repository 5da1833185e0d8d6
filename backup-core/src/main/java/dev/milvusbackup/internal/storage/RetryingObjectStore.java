package dev.milvusbackup.internal.storage;

import dev.milvusbackup.internal.job.Retrier;
import dev.milvusbackup.storage.ObjectBody;
import dev.milvusbackup.storage.ObjectInfo;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectLocks;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.PutMode;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Repeats calls during temporary faults, except where repeating is harmful: a {@link
 * PutMode#CREATE_NEW} after a lost answer would fail on its own object.
 */
public final class RetryingObjectStore extends ForwardingObjectStore {

  private static final Comparator<ObjectInfo> OBJECTS = Comparator.comparing(ObjectInfo::key);

  // Directories are sorted by the keys in them: "a b/" is before "a/".
  private static final Comparator<ObjectKey> DIRECTORIES =
      Comparator.comparing(directory -> directory.resolve("0"));

  private final Retrier retrier;

  public RetryingObjectStore(ObjectStore store, Duration maxOutage) {
    this(store, new Retrier(maxOutage));
  }

  public RetryingObjectStore(ObjectStore store, Retrier retrier) {
    super(store);
    this.retrier = retrier;
  }

  @Override
  public ObjectInfo put(ObjectKey key, ObjectBody body, PutMode mode) {
    return put(mode, () -> store.put(key, body, mode));
  }

  @Override
  public ObjectInfo putAsLarge(ObjectKey key, ObjectBody body, PutMode mode) {
    return put(mode, () -> store.putAsLarge(key, body, mode));
  }

  private ObjectInfo put(PutMode mode, Supplier<ObjectInfo> put) {
    return mode == PutMode.CREATE_NEW ? put.get() : retrier.call(put);
  }

  @Override
  public InputStream open(ObjectKey key, long offset, long length) {
    return ResumingRead.open(store, key, offset, length, retrier);
  }

  @Override
  public Optional<ObjectInfo> stat(ObjectKey key) {
    return retrier.call(() -> store.stat(key));
  }

  @Override
  public Stream<ObjectInfo> list(ObjectKey directory) {
    return ResumingListing.open(() -> store.list(directory), OBJECTS, retrier);
  }

  @Override
  public Stream<ObjectKey> directories(ObjectKey directory) {
    return ResumingListing.open(() -> store.directories(directory), DIRECTORIES, retrier);
  }

  @Override
  public void delete(Collection<ObjectKey> keys) {
    retrier.call(
        () -> {
          store.delete(keys);
          return keys;
        });
  }

  @Override
  public @Nullable ObjectInfo copyFrom(ObjectStore source, ObjectInfo from, ObjectKey to) {
    return retrier.call(() -> Optional.ofNullable(store.copyFrom(source, from, to))).orElse(null);
  }

  @Override
  public Optional<ObjectLocks> locks() {
    return retrier.call(store::locks).map(locks -> new RetryingLocks(locks, retrier));
  }

  private record RetryingLocks(ObjectLocks locks, Retrier retrier) implements ObjectLocks {

    @Override
    public void lock(ObjectKey key, Mode mode, Instant until) {
      retrier.call(
          () -> {
            locks.lock(key, mode, until);
            return key;
          });
    }

    @Override
    public Optional<Instant> lockedUntil(ObjectKey key) {
      return retrier.call(() -> locks.lockedUntil(key));
    }
  }

  @Override
  public ObjectStore withRoot(String root) {
    return new RetryingObjectStore(store.withRoot(root), retrier);
  }
}
