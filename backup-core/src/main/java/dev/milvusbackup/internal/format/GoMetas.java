package dev.milvusbackup.internal.format;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.milvusbackup.error.CorruptBackupException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The five metadata files of the Go tool: one tree, and the same facts again level by level. */
public final class GoMetas {

  private GoMetas() {}

  /** File name to content, in the order in which they are to be written. */
  public static Map<String, byte[]> write(BackupInfo backup) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put(BackupLayout.BACKUP_META, MetaJson.write(backup.summary()));
    files.put(BackupLayout.COLLECTION_META, MetaJson.write(new Collections(collections(backup))));
    files.put(BackupLayout.PARTITION_META, MetaJson.write(new Partitions(partitions(backup))));
    files.put(BackupLayout.SEGMENT_META, MetaJson.write(new Segments(segments(backup))));
    files.put(BackupLayout.FULL_META, MetaJson.write(backup));
    return files;
  }

  static List<CollectionBackupInfo> collections(BackupInfo backup) {
    return backup.collections().stream()
        .map(c -> c.withData(c.partitions().stream().map(GoMetas::bare).toList(), List.of()))
        .toList();
  }

  static List<PartitionBackupInfo> partitions(BackupInfo backup) {
    return backup.collections().stream()
        .flatMap(c -> c.partitions().stream())
        .map(GoMetas::bare)
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
   * Reads the tree; where {@code full_meta.json} is missing, joins the other four as the Go tool
   * does.
   *
   * @throws CorruptBackupException if something is missing or does not parse
   */
  public static BackupInfo read(String backup, Map<String, byte[]> files) {
    byte[] full = files.get(BackupLayout.FULL_META);
    if (full != null) {
      return MetaJson.read(full, BackupInfo.class, what(backup, BackupLayout.FULL_META));
    }
    BackupInfo summary = read(backup, files, BackupLayout.BACKUP_META, BackupInfo.class);
    List<CollectionBackupInfo> collections =
        read(backup, files, BackupLayout.COLLECTION_META, Collections.class).infos();
    List<PartitionBackupInfo> partitions =
        read(backup, files, BackupLayout.PARTITION_META, Partitions.class).infos();
    List<SegmentBackupInfo> segments =
        read(backup, files, BackupLayout.SEGMENT_META, Segments.class).infos();
    return summary.withCollections(
        collections.stream()
            .map(c -> c.withData(join(c.collectionId(), partitions, segments), List.of()))
            .toList());
  }

  private static List<PartitionBackupInfo> join(
      long collectionId, List<PartitionBackupInfo> partitions, List<SegmentBackupInfo> segments) {
    return partitions.stream()
        .filter(p -> p.collectionId() == collectionId)
        .map(
            p ->
                p.withSegments(
                    segments.stream()
                        .filter(s -> s.collectionId() == collectionId)
                        .filter(s -> s.partitionId() == p.partitionId())
                        .toList()))
        .toList();
  }

  private static <T> T read(String backup, Map<String, byte[]> files, String file, Class<T> type) {
    byte[] json = files.get(file);
    if (json == null) {
      throw new CorruptBackupException(
          "Cannot read %s: the file is missing, and so is %s. Restore one of them from a copy."
              .formatted(what(backup, file), BackupLayout.FULL_META));
    }
    return MetaJson.read(json, type, what(backup, file));
  }

  private static String what(String backup, String file) {
    return "meta/" + file + " of backup '" + backup + "'";
  }

  record Collections(@JsonProperty("infos") List<CollectionBackupInfo> infos) {
    Collections {
      infos = MetaDefaults.list(infos);
    }
  }

  record Partitions(@JsonProperty("infos") List<PartitionBackupInfo> infos) {
    Partitions {
      infos = MetaDefaults.list(infos);
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
