package dev.milvusbackup.storage.memory;

import dev.milvusbackup.storage.Digest;
import dev.milvusbackup.storage.ObjectInfo;
import dev.milvusbackup.storage.ObjectKey;
import java.lang.ref.WeakReference;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The in-memory equivalent of a bucket: objects by their full path. */
final class InMemoryContainer {

  private static final Map<String, InMemoryContainer> NAMED = new ConcurrentHashMap<>();
  private static final Map<String, WeakReference<InMemoryContainer>> PRIVATE =
      new ConcurrentHashMap<>();
  private static final AtomicLong COUNT = new AtomicLong();

  private final String name;
  private final ConcurrentNavigableMap<ObjectKey, Content> objects = new ConcurrentSkipListMap<>();

  private final Map<ObjectKey, Instant> locks = new ConcurrentHashMap<>();
  private final @Nullable Clock locking;

  private InMemoryContainer(String name, @Nullable Clock locking) {
    this.name = name;
    this.locking = locking;
  }

  /** Immutable bytes with their digest. Never compared for equality. */
  @SuppressWarnings("ArrayRecordComponent")
  record Content(byte[] bytes, Digest md5, Instant lastModified) {

    static Content of(byte[] bytes, Instant now) {
      try {
        byte[] md5 = MessageDigest.getInstance(Digest.MD5).digest(bytes);
        return new Content(bytes, Digest.of(Digest.MD5, md5), now);
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("Every Java platform has MD5", e);
      }
    }

    ObjectInfo info(ObjectKey key) {
      return ObjectInfo.of(key, bytes.length)
          .withDigest(md5)
          .withEtag(md5.hex())
          .withLastModified(lastModified);
    }
  }

  static InMemoryContainer named(String name) {
    return NAMED.computeIfAbsent(name, n -> new InMemoryContainer(n, null));
  }

  /**
   * A private one.
   *
   * @param locking the time of a container whose objects can be locked; null for any other
   */
  static InMemoryContainer create(@Nullable Clock locking) {
    // The name of a shared one cannot contain a slash.
    InMemoryContainer created =
        new InMemoryContainer("private/" + COUNT.incrementAndGet(), locking);
    PRIVATE.put(created.name, new WeakReference<>(created));
    return created;
  }

  static Optional<InMemoryContainer> find(String name) {
    return Optional.ofNullable(NAMED.get(name))
        .or(() -> Optional.ofNullable(PRIVATE.get(name)).map(WeakReference::get));
  }

  String name() {
    return name;
  }

  ConcurrentNavigableMap<ObjectKey, Content> objects() {
    return objects;
  }

  boolean isLocking() {
    return locking != null;
  }

  Instant now() {
    return locking == null ? Instant.now() : locking.instant();
  }

  Map<ObjectKey, Instant> locks() {
    return locks;
  }

  /** The date of a lock that is not over. */
  Optional<Instant> locked(ObjectKey path) {
    return Optional.ofNullable(locks.get(path)).filter(now()::isBefore);
  }

  /** The entries below a directory, given by its full path. */
  Stream<Map.Entry<ObjectKey, Content>> below(ObjectKey directory) {
    // Keys such as "a-b" sort between "a" and the keys below "a".
    return objects.tailMap(directory, false).entrySet().stream()
        .dropWhile(e -> !e.getKey().isBelow(directory))
        .takeWhile(e -> e.getKey().isBelow(directory));
  }
}
