package dev.milvusbackup.storage;

import dev.milvusbackup.Beta;
import java.io.InputStream;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A place for objects: a bucket, a folder, or memory. All keys are relative to the store's root.
 *
 * <p>Calls block; the caller provides threads, retries and progress. Duties of an implementation,
 * which the contract suite of {@code backup-testkit} tests:
 *
 * <ul>
 *   <li>It is thread-safe.
 *   <li>After a call has returned, every later call sees its effect, listings included.
 *   <li>{@link #put} and {@link #copyFrom} are all or nothing: a reader sees the former object or
 *       the whole new one, never a part, even after an interruption.
 *   <li>Memory stays bounded for objects of any size (about 16 MiB per call).
 *   <li>Failures are {@link StorageException}s: the subclass names the cause, and {@link
 *       StorageException#retryable()} whether the same call may succeed later. A message names the
 *       store and the key, never a secret.
 *   <li>An interrupt ends a blocked call with an exception where the vendor's client allows it.
 * </ul>
 */
public interface ObjectStore extends AutoCloseable {

  /**
   * Returns a human-readable name, such as {@code s3://backups/prod}, without secrets.
   *
   * @return the name
   */
  String displayName();

  /**
   * Returns the location of the objects.
   *
   * @return the location; always the same
   */
  StoreLocation location();

  /**
   * Stores an object.
   *
   * @param key its key, not {@link ObjectKey#ROOT}
   * @param body its content, opened at least once; if it delivers more or fewer bytes than {@link
   *     ObjectBody#size()}, the put fails and stores nothing
   * @param mode what to do when the key is taken
   * @return the stored object, with a digest if the store computed one
   * @throws ObjectExistsException if the key is taken and the mode is {@link PutMode#CREATE_NEW}
   * @throws StorageException if it cannot be stored
   */
  ObjectInfo put(ObjectKey key, ObjectBody body, PutMode mode);

  /**
   * Stores an object as {@link #put} does, in the way of large objects, such as an upload in parts,
   * whatever its size. For probes: a service may keep its promises in one way and not in the other.
   * By default this is {@link #put}.
   *
   * @param key as for {@link #put}
   * @param body as for {@link #put}; not empty
   * @param mode as for {@link #put}
   * @return as for {@link #put}
   * @throws ObjectExistsException as for {@link #put}
   * @throws StorageException if it cannot be stored
   */
  @Beta
  default ObjectInfo putAsLarge(ObjectKey key, ObjectBody body, PutMode mode) {
    return put(key, body, mode);
  }

  /**
   * Opens an object, or a part of it.
   *
   * @param key its key
   * @param offset the first byte, from 0 to the object's size
   * @param length the number of bytes; a range past the end is shortened, so {@link Long#MAX_VALUE}
   *     means "to the end"
   * @return a stream that the caller closes; closing it early is cheap
   * @throws ObjectNotFoundException if there is no such object
   * @throws StorageException if it cannot be read
   */
  InputStream open(ObjectKey key, long offset, long length);

  /**
   * Looks up an object.
   *
   * @param key its key
   * @return the object, or empty
   * @throws StorageException if the store does not answer
   */
  Optional<ObjectInfo> stat(ObjectKey key);

  /**
   * Lists the objects below a directory at any depth, in the order of their keys. Pages are fetched
   * as the stream advances, so a long listing needs little memory.
   *
   * @param directory the directory; only keys {@linkplain ObjectKey#isBelow below} it are listed
   * @return the objects; the caller closes the stream. Advancing it may throw {@link
   *     StorageException}
   * @throws StorageException if the store does not answer
   */
  Stream<ObjectInfo> list(ObjectKey directory);

  /**
   * Lists the directories directly below a directory, in order, without visiting deeper levels.
   *
   * <p>A directory may appear although it contains no objects: services list prefixes of deleted
   * objects in buckets with versions, and empty folders made by consoles. Only {@link #list} proves
   * that something exists.
   *
   * @param directory the directory
   * @return their keys; the caller closes the stream
   * @throws StorageException if the store does not answer
   */
  Stream<ObjectKey> directories(ObjectKey directory);

  /**
   * Deletes objects, in batches if the service supports it.
   *
   * @param keys the keys; a key without an object is not an error
   * @throws StorageException if some could not be deleted; the others may have been
   */
  void delete(Collection<ObjectKey> keys);

  /**
   * Copies an object of another store inside the service, without the bytes passing through this
   * process. Optional: if it is not possible (other service, no permission on the source, not
   * supported), it returns null without any effect, and the caller streams.
   *
   * @param source the store to copy from
   * @param from the object as the source reported it; an implementation may rely on its size
   *     instead of requesting it again
   * @param to the key in this store; an existing object is replaced
   * @return the stored object, with a digest if the service reports one; null if the service cannot
   *     copy it
   * @throws ObjectNotFoundException if there is no such object in the source
   * @throws StorageException if the copy failed
   */
  default @Nullable ObjectInfo copyFrom(ObjectStore source, ObjectInfo from, ObjectKey to) {
    return null;
  }

  /**
   * Returns what locks objects of this store against deletion. Optional: empty if the service or
   * the bucket does not support it. Each call asks the service.
   *
   * @return the locks, with keys as in this store; empty by default
   * @throws StorageException if the store does not answer
   */
  @Beta
  default Optional<ObjectLocks> locks() {
    return Optional.empty();
  }

  /**
   * Returns a view of the same container with another root, over the same connections. Closing it
   * does nothing.
   *
   * @param root the new root, as in {@link StoreLocation#root()}
   * @return a view
   */
  ObjectStore withRoot(String root);

  /** Releases connections. Calling it twice is harmless. */
  @Override
  void close();
}
