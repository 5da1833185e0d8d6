package dev.milvusbackup.internal.storage;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeExecutor;
import dev.failsafe.RetryPolicy;
import dev.milvusbackup.storage.ObjectBody;
import dev.milvusbackup.storage.ObjectInfo;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.PutMode;
import dev.milvusbackup.storage.StorageException;
import dev.milvusbackup.storage.StoreLocation;
import java.io.InputStream;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tries again on passing faults, with growing pauses. Not where twice is worse than once: a {@link
 * PutMode#CREATE_NEW} whose answer was lost would find its own object.
 */
public final class RetryingObjectStore implements ObjectStore {

  private final ObjectStore store;
  private final FailsafeExecutor<Object> retries =
      Failsafe.with(
          RetryPolicy.builder()
              .handleIf(e -> e instanceof StorageException s && s.retryable())
              .withBackoff(Duration.ofMillis(100), Duration.ofSeconds(3))
              .withJitter(0.3)
              .withMaxRetries(5)
              .build());

  public RetryingObjectStore(ObjectStore store) {
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
    return mode == PutMode.CREATE_NEW
        ? store.put(key, body, mode)
        : retries.get(() -> store.put(key, body, mode));
  }

  @Override
  public InputStream open(ObjectKey key, long offset, long length) {
    return retries.get(() -> store.open(key, offset, length));
  }

  @Override
  public Optional<ObjectInfo> stat(ObjectKey key) {
    return retries.get(() -> store.stat(key));
  }

  @Override
  public Stream<ObjectInfo> list(ObjectKey directory) {
    return retries.get(() -> store.list(directory));
  }

  @Override
  public Stream<ObjectKey> directories(ObjectKey directory) {
    return retries.get(() -> store.directories(directory));
  }

  @Override
  public void delete(Collection<ObjectKey> keys) {
    retries.run(() -> store.delete(keys));
  }

  @Override
  public @Nullable ObjectInfo copyFrom(ObjectStore source, ObjectKey from, ObjectKey to) {
    return retries.get(() -> Optional.ofNullable(store.copyFrom(source, from, to))).orElse(null);
  }

  @Override
  public ObjectStore withRoot(String root) {
    return new RetryingObjectStore(store.withRoot(root));
  }

  @Override
  public void close() {
    store.close();
  }
}
