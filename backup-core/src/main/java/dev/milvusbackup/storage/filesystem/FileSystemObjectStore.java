package dev.milvusbackup.storage.filesystem;

import dev.milvusbackup.storage.ObjectBody;
import dev.milvusbackup.storage.ObjectExistsException;
import dev.milvusbackup.storage.ObjectInfo;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.PutMode;
import dev.milvusbackup.storage.StorageException;
import dev.milvusbackup.storage.StoreLocation;
import dev.milvusbackup.storage.support.ExactInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Stores objects as files in a folder.
 *
 * <ul>
 *   <li>A put writes a temporary file in {@code .milvus-backup-tmp} below the root, forces it to
 *       disk, and renames it. A killed process leaves only such a file, which is never listed, and
 *       is removed when it is a day old. The folder disappears when no put is running.
 *   <li>A folder that does not exist lists as empty; the first put creates it. Deleting removes
 *       folders below the root that became empty.
 *   <li>Symbolic links <em>below</em> the root are not followed, so that no key leads out of it:
 *       listings skip them, and a key behind one causes a {@link StorageException}. The root itself
 *       and its parents may be links. This prevents accidents, but not an attack that swaps folders
 *       for links during a call.
 *   <li>Unlike in a bucket, {@code a} and {@code a/b} cannot both be objects; the second put fails.
 *       If the file system ignores case, so do keys.
 *   <li>It neither computes digests nor copies objects itself: the caller streams copies and
 *       computes their digests.
 * </ul>
 */
public final class FileSystemObjectStore implements ObjectStore {

  private static final int BUFFER_BYTES = 128 * 1024;

  private final Path root;
  private final FileSystemPaths paths;
  private final FileSystemScratch scratch;
  private final FileSystemPublisher publisher;

  FileSystemObjectStore(Path root, FileSystemPublisher.HardLinks hardLinks) {
    this.root = root.toAbsolutePath().normalize();
    this.paths = new FileSystemPaths(this.root);
    this.scratch = new FileSystemScratch(this.root);
    this.publisher = new FileSystemPublisher(scratch, hardLinks);
  }

  /**
   * Returns the store for a folder.
   *
   * @param root the folder, which need not exist yet; a relative path starts at the working
   *     directory
   * @return the store; closing it does nothing
   */
  public static FileSystemObjectStore at(Path root) {
    return new FileSystemObjectStore(root, Files::createLink);
  }

  @Override
  public String displayName() {
    return "file:" + root;
  }

  @Override
  public StoreLocation location() {
    return new StoreLocation(StoreLocation.FILE_SERVICE, "", root.toString());
  }

  @Override
  public ObjectInfo put(ObjectKey key, ObjectBody body, PutMode mode) {
    String action = "Cannot store " + describe(key);
    Path target = paths.of(requireObject(key));
    @Nullable Path temporary = null;
    try {
      temporary = scratch.create();
      write(temporary, body);
      publish(temporary, target, mode, action);
      return ObjectInfo.of(key, body.size());
    } catch (IOException e) {
      throw FileSystemErrors.mapWrite(action, e, nearestFolder(), body.size());
    } finally {
      if (temporary != null) {
        scratch.discard(temporary);
      }
    }
  }

  @Override
  public InputStream open(ObjectKey key, long offset, long length) {
    if (offset < 0 || length < 0) {
      throw new IllegalArgumentException("Negative range: %d, %d".formatted(offset, length));
    }
    String action = "Cannot read " + describe(key);
    Path file = paths.of(requireObject(key));
    try {
      if (!attributes(file).isRegularFile()) {
        throw FileSystemErrors.notFound(action);
      }
      return FileSystemRange.open(file, offset, length);
    } catch (IOException e) {
      throw FileSystemErrors.isMissing(e, file)
          ? FileSystemErrors.notFound(action)
          : FileSystemErrors.map(action, e);
    }
  }

  @Override
  public Optional<ObjectInfo> stat(ObjectKey key) {
    Path file = paths.of(requireObject(key));
    try {
      BasicFileAttributes attributes = attributes(file);
      return attributes.isRegularFile()
          ? Optional.of(FileSystemInfo.of(key, attributes))
          : Optional.empty();
    } catch (IOException e) {
      if (FileSystemErrors.isMissing(e, file)) {
        return Optional.empty();
      }
      throw FileSystemErrors.map("Cannot look up " + describe(key), e);
    }
  }

  @Override
  public Stream<ObjectInfo> list(ObjectKey directory) {
    return FileSystemListing.objects(paths, directory);
  }

  @Override
  public Stream<ObjectKey> directories(ObjectKey directory) {
    return FileSystemListing.directories(paths, directory);
  }

  @Override
  public void delete(Collection<ObjectKey> keys) {
    @Nullable StorageException first = null;
    for (ObjectKey key : keys) {
      try {
        delete(key);
      } catch (StorageException e) {
        if (first == null) {
          first = e;
        } else {
          first.addSuppressed(e);
        }
      }
    }
    if (first != null) {
      throw first;
    }
  }

  /**
   * Returns a store with another folder as its root.
   *
   * @param newRoot its absolute path
   * @return the store for that folder
   * @throws IllegalArgumentException if the path is not absolute
   */
  @Override
  public ObjectStore withRoot(String newRoot) {
    Path path = Path.of(newRoot);
    if (!path.isAbsolute()) {
      throw new IllegalArgumentException(
          "The root of a folder has to be an absolute path: " + newRoot);
    }
    return at(path);
  }

  @Override
  public void close() {}

  @Override
  public String toString() {
    return displayName();
  }

  private static void write(Path temporary, ObjectBody body) throws IOException {
    try (InputStream in = ExactInputStream.open(body);
        FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
      OutputStream out = Channels.newOutputStream(channel);
      byte[] buffer = new byte[BUFFER_BYTES];
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        out.write(buffer, 0, count);
      }
      // Forced before the rename: the other order could leave an empty object after a power cut.
      channel.force(true);
    }
  }

  private void publish(Path temporary, Path target, PutMode mode, String action)
      throws IOException {
    if (Files.isDirectory(target)) {
      throw new StorageException(
          action + ": a folder has that name, and a file system cannot hold both.");
    }
    if (FileSystemErrors.hasFileAsAncestor(target)) {
      throw new StorageException(
          action + ": a part of its path is an object, and a file system cannot hold both.");
    }
    try {
      if (mode == PutMode.CREATE_NEW) {
        publisher.createNew(temporary, target);
      } else {
        publisher.replace(temporary, target);
      }
    } catch (FileAlreadyExistsException e) {
      throw new ObjectExistsException(
          action + ": the key is taken. Choose another key, or delete the object.", e);
    }
  }

  private void delete(ObjectKey key) {
    Path file = paths.of(requireObject(key));
    try {
      if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !Files.isDirectory(file)) {
        Files.deleteIfExists(file);
      }
      prune(file.getParent());
    } catch (IOException e) {
      if (!FileSystemErrors.isMissing(e, file)) {
        throw FileSystemErrors.map("Cannot delete " + describe(key), e);
      }
    }
  }

  private void prune(@Nullable Path folder) throws IOException {
    for (Path p = folder; p != null && p.startsWith(root) && !p.equals(root); p = p.getParent()) {
      if (Files.exists(p) && !Files.isDirectory(p, LinkOption.NOFOLLOW_LINKS)) {
        return; // An object: nothing can be stored below it, so there is nothing to delete.
      }
      try {
        Files.delete(p);
      } catch (NoSuchFileException e) {
        // Another call removed it; continue with its parent.
      } catch (DirectoryNotEmptyException e) {
        return;
      }
    }
  }

  private Path nearestFolder() {
    Path path = root;
    while (path.getParent() != null && !Files.isDirectory(path)) {
      path = path.getParent();
    }
    return path;
  }

  private String describe(ObjectKey key) {
    return displayName() + "/" + key;
  }

  private static BasicFileAttributes attributes(Path file) throws IOException {
    return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
  }

  private static ObjectKey requireObject(ObjectKey key) {
    if (key.path().isEmpty()) {
      throw new IllegalArgumentException("The root is not an object");
    }
    return key;
  }
}
