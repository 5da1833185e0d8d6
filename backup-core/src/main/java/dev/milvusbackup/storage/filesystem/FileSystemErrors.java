package dev.milvusbackup.storage.filesystem;

import dev.milvusbackup.storage.ObjectNotFoundException;
import dev.milvusbackup.storage.StorageException;
import dev.milvusbackup.storage.StoreAccessDeniedException;
import dev.milvusbackup.storage.support.BodyException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Converts exceptions of the file system to {@link StorageException}s. */
final class FileSystemErrors {

  private static final long MEBIBYTE = 1 << 20;

  private FileSystemErrors() {}

  static StorageException map(String action, IOException failure) {
    Optional<StorageException> fromBody = BodyException.in(failure, action);
    if (fromBody.isPresent()) {
      return fromBody.get();
    }
    if (failure instanceof AccessDeniedException denied) {
      return new StoreAccessDeniedException(
          "%s: access denied (%s). Grant this process's user access, or choose another folder."
              .formatted(action, denied.getFile()),
          failure);
    }
    return new StorageException("%s: %s.".formatted(action, reason(failure)), failure);
  }

  /**
   * Converts like {@link #map}, for a write of that many bytes, and reports a full disk as the
   * cause.
   */
  static StorageException mapWrite(String action, IOException failure, Path folder, long size) {
    if (BodyException.in(failure, action).isEmpty()) {
      long free = folder.toFile().getUsableSpace();
      if (free < size + MEBIBYTE && Files.isWritable(folder)) {
        return new StorageException(
            "%s: %s (%d bytes to write, %d free). Free some space, or choose another folder."
                .formatted(action, reason(failure), size, free),
            failure);
      }
    }
    return map(action, failure);
  }

  static ObjectNotFoundException notFound(String action) {
    return new ObjectNotFoundException(action + ": no such object.");
  }

  static StorageException unreadableName(Path file, RuntimeException cause) {
    return new StorageException(
        ("Cannot list %s: the name of '%s' cannot be an object key (%s; the JVM reads file names as"
                + " %s). Rename or move it, or start the JVM with LANG=C.UTF-8.")
            .formatted(file.getParent(), file, cause.getMessage(), fileNameCharset()),
        cause);
  }

  /**
   * Returns whether the path does not exist: there is no such file, or a parent is a file (which
   * POSIX reports differently).
   */
  static boolean isMissing(IOException failure, Path path) {
    if (failure instanceof NoSuchFileException) {
      return true;
    }
    return failure instanceof FileSystemException && hasFileAsAncestor(path);
  }

  static boolean hasFileAsAncestor(Path path) {
    for (Path p = path.getParent(); p != null; p = p.getParent()) {
      if (Files.exists(p, LinkOption.NOFOLLOW_LINKS)) {
        return !Files.isDirectory(p);
      }
    }
    return false;
  }

  private static String reason(IOException failure) {
    String reason = failure instanceof FileSystemException f ? f.getReason() : failure.getMessage();
    return reason == null ? failure.toString() : reason;
  }

  private static String fileNameCharset() {
    return System.getProperty("sun.jnu.encoding", Charset.defaultCharset().name());
  }
}
