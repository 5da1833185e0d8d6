package dev.milvusbackup.internal.format.metadata;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.milvusbackup.BackupMode;
import dev.milvusbackup.error.CorruptBackupException;
import dev.milvusbackup.internal.format.json.ConcatenatedIterator;
import dev.milvusbackup.internal.format.json.JsonPieces;
import dev.milvusbackup.internal.format.json.MetadataBody;
import dev.milvusbackup.internal.format.json.MetadataDefaults;
import dev.milvusbackup.internal.format.json.MetadataJson;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The five metadata files of the Go tool: one tree, and the same facts level by level. */
public final class GoMetadata {

  private GoMetadata() {}

  /** File name to content, in the order of writing. */
  public static Map<String, MetadataBody> write(BackupInfo backup) {
    Map<String, MetadataBody> files = new LinkedHashMap<>();
    if (backup.mode()
        == BackupMode.LOGICAL) { // not a backup to the Go tool, which would restore nothing from it
      files.put(MetadataFiles.LOGICAL, MetadataBody.of(() -> JsonPieces.of(backup.summary())));
      files.put(MetadataFiles.FULL, MetadataBody.of(() -> tree(backup)));
      return files;
    }
    files.put(MetadataFiles.BACKUP, MetadataBody.of(() -> JsonPieces.of(backup.summary())));
    files.put(MetadataFiles.COLLECTIONS, level(collections(backup)));
    files.put(MetadataFiles.PARTITIONS, level(partitions(backup)));
    files.put(MetadataFiles.SEGMENTS, level(allSegments(backup)));
    files.put(MetadataFiles.FULL, MetadataBody.of(() -> tree(backup)));
    return files;
  }

  static List<CollectionBackupInfo> collections(BackupInfo backup) {
    return backup.collections().stream()
        .map(c -> c.withData(c.partitions().stream().map(GoMetadata::bare).toList(), List.of()))
        .toList();
  }

  static List<PartitionBackupInfo> partitions(BackupInfo backup) {
    return backup.collections().stream()
        .flatMap(c -> c.partitions().stream())
        .map(GoMetadata::bare)
        .toList();
  }

  static List<SegmentBackupInfo> segments(BackupInfo backup) {
    return backup.collections().stream()
        .flatMap(c -> c.partitions().stream())
        .flatMap(p -> p.segments().stream())
        .toList();
  }

  private static PartitionBackupInfo bare(PartitionBackupInfo partition) {
    return partition.withSegments(List.of());
  }

  /**
   * Reads the tree; if {@code full_meta.json} is missing, joins the other four as the Go tool does.
   *
   * @throws CorruptBackupException if something is missing or does not parse
   * @throws IOException if the source fails
   */
  public static BackupInfo read(String backup, MetadataSource files) throws IOException {
    Optional<BackupInfo> full = find(backup, files, MetadataFiles.FULL, BackupInfo.class);
    if (full.isPresent()) {
      return full.get();
    }
    BackupInfo summary = read(backup, files, MetadataFiles.BACKUP, BackupInfo.class);
    List<CollectionBackupInfo> collections =
        read(backup, files, MetadataFiles.COLLECTIONS, Collections.class).infos();
    List<PartitionBackupInfo> partitions =
        read(backup, files, MetadataFiles.PARTITIONS, Partitions.class).infos();
    List<SegmentBackupInfo> segments =
        read(backup, files, MetadataFiles.SEGMENTS, Segments.class).infos();
    return summary.withCollections(MetadataTreeBuilder.join(collections, partitions, segments));
  }

  /**
   * Reads {@code full_meta.json}, and leaves the stream open.
   *
   * @throws CorruptBackupException if it does not parse
   */
  public static BackupInfo readTree(String backup, InputStream json) throws IOException {
    return MetadataJson.read(json, BackupInfo.class, what(backup, MetadataFiles.FULL));
  }

  /** As {@link #read(String, MetadataSource)}, from memory. */
  public static BackupInfo read(String backup, Map<String, byte[]> files) {
    try {
      return read(
          backup, file -> Optional.ofNullable(files.get(file)).map(ByteArrayInputStream::new));
    } catch (IOException e) {
      throw new IllegalStateException("What is in memory can be read", e);
    }
  }

  private static <T> MetadataBody level(Iterable<T> infos) {
    return MetadataBody.of(() -> JsonPieces.of(Map.of(), "infos", infos));
  }

  /** The content of {@code full_meta.json}. */
  public static Iterator<byte[]> tree(BackupInfo backup) {
    return JsonPieces.of(
        backup.withCollections(List.of()),
        "collection_backups",
        backup.collections(),
        collection ->
            JsonPieces.of(
                collection.withData(List.of(), collection.l0Segments()),
                "partition_backups",
                collection.partitions(),
                GoMetadata::filled));
  }

  private static Iterator<byte[]> filled(PartitionBackupInfo partition) {
    return JsonPieces.of(
        partition.withSegments(List.of()), "segment_backups", partition.segments());
  }

  /** One after the other; as a list they would all be in memory. */
  private static Iterable<SegmentBackupInfo> allSegments(BackupInfo backup) {
    return ConcatenatedIterator.over(
        ConcatenatedIterator.over(backup.collections(), CollectionBackupInfo::partitions),
        PartitionBackupInfo::segments);
  }

  private static <T> T read(String backup, MetadataSource files, String file, Class<T> type)
      throws IOException {
    return find(backup, files, file, type)
        .orElseThrow(
            () ->
                new CorruptBackupException(
                    "Cannot read %s: the file is missing, and so is %s. Restore one of them from a copy."
                        .formatted(what(backup, file), MetadataFiles.FULL)));
  }

  private static <T> Optional<T> find(
      String backup, MetadataSource files, String file, Class<T> type) throws IOException {
    try (InputStream json = files.open(file).orElse(null)) {
      return json == null
          ? Optional.empty()
          : Optional.of(MetadataJson.read(json, type, what(backup, file)));
    }
  }

  private static String what(String backup, String file) {
    return "meta/" + file + " of backup '" + backup + "'";
  }

  record Collections(@JsonProperty("infos") List<CollectionBackupInfo> infos) {
    Collections {
      infos = MetadataDefaults.list(infos);
    }
  }

  record Partitions(@JsonProperty("infos") List<PartitionBackupInfo> infos) {
    Partitions {
      infos = MetadataDefaults.list(infos);
    }
  }

  record Segments(
      @JsonProperty("infos") @JsonDeserialize(using = PackedSegments.FromJson.class)
          List<SegmentBackupInfo> infos) {
    Segments {
      infos = PackedSegments.of(infos);
    }
  }
}
