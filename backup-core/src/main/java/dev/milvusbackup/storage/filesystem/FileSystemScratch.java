package dev.milvusbackup.storage.filesystem;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Temporary files of a root, in one folder directly below it: on the same file system, so that a
 * rename is atomic, and never in a folder that holds objects, since Milvus imports every file
 * there. Leftovers of a killed process are ignored and removed a day later.
 */
final class FileSystemScratch {

  /** The reserved name of the folder. Skipped at any depth, since roots can be nested. */
  static final String NAME = ".milvus-backup-tmp";

  private static final Duration LEFTOVER_AGE = Duration.ofDays(1);
  private static final int ATTEMPTS = 100;

  private final Path folder;
  private final AtomicBoolean swept = new AtomicBoolean();

  FileSystemScratch(Path root) {
    this.folder = root.resolve(NAME);
  }

  Path folder() {
    return folder;
  }

  /** A new empty file. */
  Path create() throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        Files.createDirectories(folder); // Never a link: its own name is reserved.
        sweepOnce();
        // Not createTempFile, whose files only their owner may read: Milvus often runs as another
        // user.
        return Files.createFile(folder.resolve(UUID.randomUUID() + ".tmp"));
      } catch (NoSuchFileException | FileAlreadyExistsException e) {
        // Another put removed the empty folder in the meantime.
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  /** Removes the file if it still exists, and the folder if it is empty. */
  void discard(Path file) {
    try {
      Files.deleteIfExists(file);
      Files.deleteIfExists(folder);
    } catch (DirectoryNotEmptyException e) {
      // Other puts are running.
    } catch (IOException e) {
      // Harmless: leftovers here are ignored and removed later.
    }
  }

  private void sweepOnce() throws IOException {
    if (!swept.compareAndSet(false, true)) {
      return;
    }
    Instant limit = Instant.now().minus(LEFTOVER_AGE);
    try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(folder, "*.tmp")) {
      for (Path leftover : leftovers) {
        if (Files.getLastModifiedTime(leftover).toInstant().isBefore(limit)) {
          Files.deleteIfExists(leftover);
        }
      }
    }
  }
}
