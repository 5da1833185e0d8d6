package dev.milvusbackup.it;

import static org.awaitility.Awaitility.await;

import dev.milvusbackup.internal.storage.ForwardingObjectStore;
import dev.milvusbackup.storage.ObjectBody;
import dev.milvusbackup.storage.ObjectInfo;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.PutMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** A store in which days pass: what was written before is older than it is. */
final class AgingStore extends ForwardingObjectStore {

  private static final Duration TWO_DAYS = Duration.ofDays(2);

  private final List<Instant> nights = new CopyOnWriteArrayList<>();

  AgingStore(ObjectStore store) {
    super(store);
  }

  /** Waits for the next second of the store, since its times are whole seconds. */
  void twoDaysPass() {
    Instant before = now();
    await().until(() -> now().isAfter(before));
    nights.add(before.plusSeconds(1));
  }

  /** Its clock, in whole seconds. */
  Instant now() {
    ObjectKey key = ObjectKey.of("clock/now");
    store.put(key, ObjectBody.of(new byte[0]), PutMode.REPLACE);
    Instant now = store.stat(key).flatMap(ObjectInfo::lastModified).orElseThrow();
    store.delete(List.of(key));
    return Instant.ofEpochSecond(now.getEpochSecond());
  }

  /** When something was written last below a directory, as this store says. */
  Instant lastWrite(ObjectKey directory) {
    try (Stream<ObjectInfo> objects = list(directory)) {
      return objects
          .map(object -> object.lastModified().orElseThrow())
          .max(Comparator.naturalOrder())
          .orElse(Instant.MIN);
    }
  }

  @Override
  public Optional<ObjectInfo> stat(ObjectKey key) {
    return super.stat(key).map(this::aged);
  }

  @Override
  public Stream<ObjectInfo> list(ObjectKey directory) {
    return super.list(directory).map(this::aged);
  }

  @Override
  public ObjectStore withRoot(String root) {
    throw new UnsupportedOperationException();
  }

  private ObjectInfo aged(ObjectInfo info) {
    Instant written = info.lastModified().orElseThrow();
    long passed = nights.stream().filter(written::isBefore).count();
    return info.withLastModified(written.minus(TWO_DAYS.multipliedBy(passed)));
  }
}
