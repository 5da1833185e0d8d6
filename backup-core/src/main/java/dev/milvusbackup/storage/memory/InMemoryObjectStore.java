package dev.milvusbackup.storage.memory;

import dev.milvusbackup.Beta;
import dev.milvusbackup.storage.ObjectBody;
import dev.milvusbackup.storage.ObjectExistsException;
import dev.milvusbackup.storage.ObjectInfo;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectLocks;
import dev.milvusbackup.storage.ObjectNotFoundException;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.PutMode;
import dev.milvusbackup.storage.StorageException;
import dev.milvusbackup.storage.StoreLocation;
import dev.milvusbackup.storage.memory.InMemoryContainer.Content;
import dev.milvusbackup.storage.support.BodyException;
import dev.milvusbackup.storage.support.ExactInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Stores objects in the memory of this JVM, for tests and experiments. It behaves like a bucket: it
 * reports MD5 digests and copies objects between stores of this type by itself. Objects are limited
 * to 2 GiB.
 */
public final class InMemoryObjectStore implements ObjectStore {

  private static final String SERVICE = "memory:";

  private final InMemoryContainer container;
  private final ObjectKey root;

  private InMemoryObjectStore(InMemoryContainer container, String root) {
    this.container = container;
    this.root = ObjectKey.of(root);
  }

  /**
   * Returns a new empty store that no other code can reach.
   *
   * @return the store
   */
  public static InMemoryObjectStore create() {
    return new InMemoryObjectStore(InMemoryContainer.create(null), "");
  }

  /**
   * Returns a new empty store whose objects can be locked, and which refuses to delete or replace a
   * locked object.
   *
   * @param clock the time of the store
   * @return the store
   */
  @Beta
  public static InMemoryObjectStore withLocks(Clock clock) {
    return new InMemoryObjectStore(InMemoryContainer.create(clock), "");
  }

  /** Returns the store {@code memory:name}, which lives as long as the JVM. */
  static InMemoryObjectStore named(String name, String root) {
    return new InMemoryObjectStore(InMemoryContainer.named(name), root);
  }

  @Override
  public String displayName() {
    return SERVICE + location().container() + (root.path().isEmpty() ? "" : "/" + root);
  }

  @Override
  public StoreLocation location() {
    return new StoreLocation(SERVICE, container.name(), root.path());
  }

  @Override
  public ObjectInfo put(ObjectKey key, ObjectBody body, PutMode mode) {
    String action = "Cannot store " + describe(key);
    ObjectKey path = full(key);
    Content content = Content.of(read(body, action), container.now());
    if (mode == PutMode.REPLACE) {
      requireUnlocked(path, action);
      container.objects().put(path, content);
    } else if (container.objects().putIfAbsent(path, content) != null) {
      throw new ObjectExistsException(
          action + ": the key is taken. Choose another key, or delete the object.");
    }
    return content.info(key);
  }

  @Override
  public InputStream open(ObjectKey key, long offset, long length) {
    if (offset < 0 || length < 0) {
      throw new IllegalArgumentException("Negative range: %d, %d".formatted(offset, length));
    }
    byte[] bytes = require(container, full(key), "Cannot read " + describe(key)).bytes();
    int start = (int) Math.min(offset, bytes.length);
    return new ByteArrayInputStream(bytes, start, (int) Math.min(length, bytes.length - start));
  }

  @Override
  public Optional<ObjectInfo> stat(ObjectKey key) {
    return Optional.ofNullable(container.objects().get(full(key))).map(c -> c.info(key));
  }

  @Override
  public Stream<ObjectInfo> list(ObjectKey directory) {
    ObjectKey path = directory.path().isEmpty() ? root : full(directory);
    return container
        .below(path)
        .map(e -> e.getValue().info(ObjectKey.of(e.getKey().relativeTo(root))));
  }

  @Override
  public Stream<ObjectKey> directories(ObjectKey directory) {
    return list(directory)
        .map(info -> info.key().relativeTo(directory))
        .filter(below -> below.indexOf('/') > 0)
        .map(below -> directory.resolve(below.substring(0, below.indexOf('/'))))
        .distinct();
  }

  @Override
  public void delete(Collection<ObjectKey> keys) {
    keys.forEach(key -> requireUnlocked(full(key), "Cannot delete " + describe(key)));
    keys.forEach(
        key -> {
          container.objects().remove(full(key));
          container.locks().remove(full(key));
        });
  }

  @Override
  public @Nullable ObjectInfo copyFrom(ObjectStore source, ObjectInfo from, ObjectKey to) {
    StoreLocation other = source.location();
    Optional<InMemoryContainer> there =
        other.service().equals(SERVICE)
            ? InMemoryContainer.find(other.container())
            : Optional.empty();
    if (there.isEmpty()) {
      return null;
    }
    String action =
        "Cannot copy %s/%s to %s".formatted(source.displayName(), from.key(), describe(to));
    Content content = require(there.get(), ObjectKey.of(other.pathOf(from.key())), action);
    requireUnlocked(full(to), action);
    container.objects().put(full(to), content);
    return content.info(to);
  }

  @Override
  public Optional<ObjectLocks> locks() {
    return container.isLocking() ? Optional.of(new Locks()) : Optional.empty();
  }

  private final class Locks implements ObjectLocks {

    @Override
    public void lock(ObjectKey key, Mode mode, Instant until) {
      requireObject(key, "Cannot lock ");
      container.locks().merge(full(key), until, (a, b) -> a.isAfter(b) ? a : b);
    }

    @Override
    public Optional<Instant> lockedUntil(ObjectKey key) {
      requireObject(key, "Cannot read the lock of ");
      return Optional.ofNullable(container.locks().get(full(key)));
    }
  }

  private void requireObject(ObjectKey key, String action) {
    Content unused = require(container, full(key), action + describe(key));
  }

  private void requireUnlocked(ObjectKey path, String action) {
    container
        .locked(path)
        .ifPresent(
            until -> {
              throw new StorageException(
                  action + ": it is locked until " + until + ". Wait until then.");
            });
  }

  @Override
  public ObjectStore withRoot(String newRoot) {
    return new InMemoryObjectStore(container, newRoot);
  }

  /** Does nothing: a named store keeps its objects; a private one is garbage collected. */
  @Override
  public void close() {}

  @Override
  public String toString() {
    return displayName();
  }

  private static byte[] read(ObjectBody body, String action) {
    try (InputStream in = ExactInputStream.open(body)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw BodyException.in(e, action)
          .orElseGet(() -> new StorageException(action + ": " + e + ".", e));
    }
  }

  private static Content require(InMemoryContainer container, ObjectKey path, String action) {
    Content content = container.objects().get(path);
    if (content == null) {
      throw new ObjectNotFoundException(action + ": no such object.");
    }
    return content;
  }

  private ObjectKey full(ObjectKey key) {
    if (key.path().isEmpty()) {
      throw new IllegalArgumentException("The root is not an object");
    }
    return root.resolve(key.path());
  }

  private String describe(ObjectKey key) {
    return displayName() + "/" + key;
  }
}
