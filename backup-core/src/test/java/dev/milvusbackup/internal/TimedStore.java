package dev.milvusbackup.internal;

import dev.milvusbackup.internal.storage.ForwardingObjectStore;
import dev.milvusbackup.storage.ObjectBody;
import dev.milvusbackup.storage.ObjectInfo;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.PutMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A store with a clock of its own, so that days pass at once. */
public final class TimedStore extends ForwardingObjectStore {

  private final Map<ObjectKey, Instant> written = new ConcurrentHashMap<>();
  private volatile Instant marker = Instant.MIN;
  private volatile Instant now;

  public TimedStore(ObjectStore store) {
    this(store, Instant.parse("2026-03-01T00:00:00Z"));
  }

  public TimedStore(ObjectStore store, Instant now) {
    super(store);
    this.now = now;
  }

  public synchronized void advance(Duration duration) {
    now = now.plus(duration);
  }

  public Instant now() {
    return now;
  }

  /** When an object was written; the beginning of time if it was written elsewhere. */
  public Instant written(ObjectKey key) {
    return written.getOrDefault(key, Instant.MIN);
  }

  /** When the last marker was written. */
  public Instant marker() {
    return marker;
  }

  /** As if it were written again now. */
  public synchronized void touch(ObjectKey key) {
    written.computeIfPresent(key, (k, time) -> now);
  }

  @Override
  public ObjectInfo put(ObjectKey key, ObjectBody body, PutMode mode) {
    ObjectInfo info = store.put(key, body, mode);
    return written(info);
  }

  @Override
  public ObjectInfo putAsLarge(ObjectKey key, ObjectBody body, PutMode mode) {
    ObjectInfo info = store.putAsLarge(key, body, mode);
    return written(info);
  }

  @Override
  public @Nullable ObjectInfo copyFrom(ObjectStore source, ObjectInfo from, ObjectKey to) {
    ObjectInfo info = store.copyFrom(source, from, to);
    return info == null ? null : written(info);
  }

  @Override
  public Optional<ObjectInfo> stat(ObjectKey key) {
    return store.stat(key).map(this::timed);
  }

  @Override
  public Stream<ObjectInfo> list(ObjectKey directory) {
    return store.list(directory).map(this::timed);
  }

  @Override
  public ObjectStore withRoot(String root) {
    throw new UnsupportedOperationException();
  }

  /** Each write takes a while, so that no two happen at the same time. */
  private synchronized ObjectInfo written(ObjectInfo info) {
    now = now.plusMillis(1);
    if (info.key().path().startsWith(".probe/")) {
      marker = now;
    }
    written.put(info.key(), now);
    return timed(info);
  }

  private ObjectInfo timed(ObjectInfo info) {
    Instant time = written.get(info.key());
    return time == null ? info : info.withLastModified(time);
  }
}
