package dev.milvusbackup.storage.memory;

import dev.milvusbackup.storage.Digest;
import dev.milvusbackup.storage.ObjectInfo;
import dev.milvusbackup.storage.ObjectKey;
import java.lang.ref.WeakReference;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** The in-memory equivalent of a bucket: objects by their full path. */
final class InMemoryContainer {

  private static final Map<String, InMemoryContainer> NAMED = new ConcurrentHashMap<>();
  private static final Map<String, WeakReference<InMemoryContainer>> PRIVATE =
      new ConcurrentHashMap<>();
  private static final AtomicLong COUNT = new AtomicLong();

  private final String name;
  private final ConcurrentNavigableMap<ObjectKey, Content> objects = new ConcurrentSkipListMap<>();

  private InMemoryContainer(String name) {
    this.name = name;
  }

  /** Immutable bytes with their digest. Never compared for equality. */
  @SuppressWarnings("ArrayRecordComponent")
  record Content(byte[] bytes, Digest md5, Instant lastModified) {

    static Content of(byte[] bytes) {
      try {
        byte[] md5 = MessageDigest.getInstance(Digest.MD5).digest(bytes);
        return new Content(bytes, Digest.of(Digest.MD5, md5), Instant.now());
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
    return NAMED.computeIfAbsent(name, InMemoryContainer::new);
  }

  static InMemoryContainer create() {
    // The name of a shared one cannot contain a slash.
    InMemoryContainer created = new InMemoryContainer("private/" + COUNT.incrementAndGet());
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

  /** The entries below a directory, given by its full path. */
  Stream<Map.Entry<ObjectKey, Content>> below(ObjectKey directory) {
    // Keys such as "a-b" sort between "a" and the keys below "a".
    return objects.tailMap(directory, false).entrySet().stream()
        .dropWhile(e -> !e.getKey().isBelow(directory))
        .takeWhile(e -> e.getKey().isBelow(directory));
  }
}
