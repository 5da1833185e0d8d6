package dev.milvusbackup.storage.filesystem;

import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.StorageException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Maps keys to files below one root, and back. */
final class FileSystemPaths {

  private final Path root;

  FileSystemPaths(Path root) {
    this.root = root;
  }

  Path root() {
    return root;
  }

  /**
   * The file of a key.
   *
   * @throws StorageException if the path contains a symbolic link
   */
  Path of(ObjectKey key) {
    Path path = root;
    if (key.path().isEmpty()) {
      return path;
    }
    for (String segment : key.path().split("/", -1)) {
      path = resolve(path, segment, key);
      if (Files.isSymbolicLink(path)) {
        throw new StorageException(
            ("Cannot reach file:%s/%s: '%s' is a symbolic link, and links below the root are"
                    + " not followed. Use the folder that it points to as the root.")
                .formatted(root, key, path));
      }
    }
    return path;
  }

  /**
   * The key of an entry of a directory.
   *
   * @throws StorageException if its name cannot be (part of) a key
   */
  ObjectKey keyOf(ObjectKey directory, Path entry) {
    try {
      String name = String.valueOf(entry.getFileName());
      if (!entry.resolveSibling(name).equals(entry)) {
        throw new IllegalArgumentException("it has characters that cannot be decoded");
      }
      return directory.resolve(name);
    } catch (IllegalArgumentException e) {
      throw FileSystemErrors.unreadableName(entry, e);
    }
  }

  private Path resolve(Path parent, String segment, ObjectKey key) {
    if (segment.equals(FileSystemScratch.NAME)) {
      throw new IllegalArgumentException(
          "Invalid object key '%s' for a folder: the name '%s' is reserved for temporary files"
              .formatted(key, segment));
    }
    try {
      return parent.resolve(segment);
    } catch (InvalidPathException e) {
      throw new StorageException(
          ("Cannot reach file:%s/%s: the file system cannot hold that name (%s). Start the JVM"
                  + " with LANG=C.UTF-8.")
              .formatted(root, key, e.getReason()),
          e);
    }
  }
}
