package dev.milvusbackup.storage.filesystem;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/** Publishes a finished temporary file as an object, in one atomic step. */
final class FileSystemPublisher {

  private static final int ATTEMPTS = 100;
  private static final Object ONE_PER_JVM = new Object();

  private final FileSystemScratch scratch;
  private final HardLinks hardLinks;

  FileSystemPublisher(FileSystemScratch scratch, HardLinks hardLinks) {
    this.scratch = scratch;
    this.hardLinks = hardLinks;
  }

  /** A step that is repeated if another call removed its folder. */
  private interface Step {
    void run() throws IOException;
  }

  /** Creates a hard link. Tests replace it to simulate a file system without hard links. */
  interface HardLinks {
    void create(Path link, Path existing) throws IOException;
  }

  void replace(Path temporary, Path target) throws IOException {
    inFolderOf(target, () -> Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE));
  }

  /**
   * Works like {@link #replace}, but of several simultaneous calls exactly one succeeds.
   *
   * @throws FileAlreadyExistsException if the target is taken
   */
  void createNew(Path temporary, Path target) throws IOException {
    inFolderOf(
        target,
        () -> {
          try {
            hardLinks.create(target, temporary);
          } catch (FileAlreadyExistsException | NoSuchFileException e) {
            throw e;
          } catch (FileSystemException | UnsupportedOperationException e) {
            moveUnderLock(temporary, target);
          }
        });
  }

  /** For file systems without hard links. The lock ends with the process, even a killed one. */
  private void moveUnderLock(Path temporary, Path target) throws IOException {
    Path lockFile = scratch.folder().resolve("create.lock");
    synchronized (ONE_PER_JVM) {
      try (FileChannel channel =
          FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        // Released when the channel closes.
        Objects.requireNonNull(channel.lock());
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
          throw new FileAlreadyExistsException(target.toString());
        }
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
      }
    }
  }

  private static void inFolderOf(Path target, Step step) throws IOException {
    Path folder = Objects.requireNonNull(target.getParent(), "an object is always below the root");
    for (int attempt = 1; ; attempt++) {
      Path existing = firstExisting(folder);
      try {
        createFolder(folder);
        step.run();
        forceFolders(folder, existing);
        return;
      } catch (NoSuchFileException e) {
        // A delete removed the folder in between.
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private static void createFolder(Path folder) throws IOException {
    // The root may be a link to a folder, which createDirectories treats as a file.
    if (Files.isDirectory(folder)) {
      return;
    }
    try {
      Files.createDirectories(folder);
    } catch (FileAlreadyExistsException e) {
      throw new NotDirectoryException(e.getFile());
    }
  }

  private static Path firstExisting(Path folder) {
    Path path = folder;
    while (path.getParent() != null && !Files.exists(path)) {
      path = path.getParent();
    }
    return path;
  }

  /**
   * Makes the new names durable, from the object's folder up to the first folder that existed
   * before.
   */
  private static void forceFolders(Path folder, Path existing) {
    for (Path p = folder; p != null && p.startsWith(existing); p = p.getParent()) {
      try (FileChannel channel = FileChannel.open(p, StandardOpenOption.READ)) {
        channel.force(true);
      } catch (IOException e) {
        // Some platforms cannot do that for folders; the object itself is written.
      }
    }
  }
}
