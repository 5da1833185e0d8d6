package dev.milvusbackup.internal.milvus.fake;

import dev.milvusbackup.internal.milvus.fake.BinlogFormat.MalformedFileException;
import dev.milvusbackup.storage.ObjectInfo;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.StoreLocation;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The files below a directory that an import was given, by the path that Milvus has for it. */
final class ImportFiles {

  private final ObjectStore container;
  private final ObjectKey directory;

  ImportFiles(ObjectStore storage, String path) {
    boolean folder = storage.location().service().equals(StoreLocation.FILE_SERVICE);
    this.container = storage.withRoot(folder ? "/" : "");
    String stripped = path.replaceAll("^/+|/+$", "");
    this.directory = ObjectKey.of(stripped);
  }

  boolean isEmpty() {
    return files().isEmpty();
  }

  long bytes() {
    return files().stream().mapToLong(ObjectInfo::size).sum();
  }

  /** By segment directory, relative to this one; within it by field, where there are fields. */
  Map<String, Map<Long, List<ObjectKey>>> inserts() {
    Map<String, Map<Long, List<ObjectKey>>> segments = new TreeMap<>();
    for (ObjectInfo file : files()) {
      String[] path = file.key().relativeTo(directory).split("/", -1);
      if (path.length < 3) {
        throw new MalformedFileException("no binlog for field:id");
      }
      String segment = String.join("/", List.of(path).subList(0, path.length - 2));
      segments
          .computeIfAbsent(segment, s -> new TreeMap<>())
          .computeIfAbsent(Long.parseLong(path[path.length - 2]), f -> new ArrayList<>())
          .add(file.key());
    }
    return segments;
  }

  /** By segment directory. */
  Map<String, List<ObjectKey>> deltas() {
    Map<String, List<ObjectKey>> segments = new TreeMap<>();
    for (ObjectInfo file : files()) {
      String[] path = file.key().relativeTo(directory).split("/", -1);
      String segment = String.join("/", List.of(path).subList(0, path.length - 1));
      segments.computeIfAbsent(segment, s -> new ArrayList<>()).add(file.key());
    }
    return segments;
  }

  byte[] parquet(ObjectKey key) {
    try (InputStream in = container.open(key, 0, Long.MAX_VALUE)) {
      return BinlogFormat.parquet(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<ObjectInfo> files() {
    try (Stream<ObjectInfo> files = container.list(directory)) {
      return files.toList();
    }
  }
}
