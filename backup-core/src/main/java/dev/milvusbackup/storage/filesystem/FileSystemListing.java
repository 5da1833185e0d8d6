package dev.milvusbackup.storage.filesystem;

import dev.milvusbackup.storage.ObjectInfo;
import dev.milvusbackup.storage.ObjectKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Spliterator;
import java.util.Spliterators.AbstractSpliterator;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Lists a tree in key order with one sorted folder per level in memory. A folder sorts by its name
 * followed by a slash, which is the position of its objects among the keys.
 */
final class FileSystemListing extends AbstractSpliterator<ObjectInfo> {

  private final FileSystemPaths paths;
  private final Deque<Iterator<Entry>> levels = new ArrayDeque<>();

  private FileSystemListing(FileSystemPaths paths) {
    super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.DISTINCT);
    this.paths = paths;
  }

  // Entries are sorted, never compared for equality.
  @SuppressWarnings("ArrayRecordComponent")
  private record Entry(ObjectInfo info, Path path, boolean isDirectory, byte[] order) {

    static Entry of(ObjectKey key, Path path, BasicFileAttributes attributes) {
      String order = attributes.isDirectory() ? key + "/" : key.path();
      return new Entry(
          FileSystemInfo.of(key, attributes),
          path,
          attributes.isDirectory(),
          order.getBytes(StandardCharsets.UTF_8));
    }
  }

  static Stream<ObjectInfo> objects(FileSystemPaths paths, ObjectKey directory) {
    FileSystemListing listing = new FileSystemListing(paths);
    listing.levels.push(listing.entries(directory, paths.of(directory)).iterator());
    return StreamSupport.stream(listing, false);
  }

  static Stream<ObjectKey> directories(FileSystemPaths paths, ObjectKey directory) {
    return new FileSystemListing(paths)
        .entries(directory, paths.of(directory)).stream()
            .filter(e -> e.isDirectory() && holdsObjects(e.path()))
            .map(e -> e.info().key());
  }

  @Override
  public boolean tryAdvance(Consumer<? super ObjectInfo> action) {
    while (!levels.isEmpty()) {
      if (!levels.element().hasNext()) {
        levels.pop();
        continue;
      }
      Entry entry = levels.element().next();
      if (!entry.isDirectory()) {
        action.accept(entry.info());
        return true;
      }
      levels.push(entries(entry.info().key(), entry.path()).iterator());
    }
    return false;
  }

  private List<Entry> entries(ObjectKey directory, Path folder) {
    List<Entry> entries = new ArrayList<>();
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(folder, FileSystemListing::isVisible)) {
      for (Path file : files) {
        addEntry(entries, directory, file);
      }
    } catch (IOException e) {
      return emptyIfMissing(folder, e);
    } catch (DirectoryIteratorException e) {
      return emptyIfMissing(folder, Objects.requireNonNull(e.getCause()));
    }
    entries.sort(Comparator.comparing(Entry::order, Arrays::compareUnsigned));
    return entries;
  }

  private void addEntry(List<Entry> entries, ObjectKey directory, Path file) throws IOException {
    try {
      BasicFileAttributes attributes =
          Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      // Symbolic links, devices, pipes and the like are not objects.
      if (attributes.isRegularFile() || attributes.isDirectory()) {
        entries.add(Entry.of(paths.keyOf(directory, file), file, attributes));
      }
    } catch (NoSuchFileException e) {
      // Deleted since the folder was read.
    }
  }

  private List<Entry> emptyIfMissing(Path folder, IOException failure) {
    if (FileSystemErrors.isMissing(failure, folder) || Files.isRegularFile(folder)) {
      return List.of();
    }
    throw FileSystemErrors.map("Cannot list file:" + folder, failure);
  }

  private static boolean isVisible(Path path) {
    return !path.endsWith(FileSystemScratch.NAME);
  }

  /** A folder without any object, such as the leftover of a killed put, is no directory. */
  private static boolean holdsObjects(Path folder) {
    Deque<Path> folders = new ArrayDeque<>(List.of(folder));
    while (!folders.isEmpty()) {
      try (DirectoryStream<Path> files =
          Files.newDirectoryStream(folders.pop(), FileSystemListing::isVisible)) {
        for (Path file : files) {
          if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return true;
          }
          if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
            folders.push(file);
          }
        }
      } catch (IOException | DirectoryIteratorException e) {
        // Unreadable is not the same as empty: the caller receives the error.
        return !(e instanceof NoSuchFileException);
      }
    }
    return false;
  }
}
