package dev.milvusbackup.internal.format.metadata;

import dev.milvusbackup.internal.format.json.MetadataJson;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The files that repeat the tree level by level. */
public final class MetadataLevels {

  private final BackupInfo tree;

  public MetadataLevels(BackupInfo tree) {
    this.tree = tree;
  }

  /**
   * How a file contradicts the tree. The order of entries does not matter.
   *
   * @throws dev.milvusbackup.error.CorruptBackupException if it does not parse; the message names
   *     {@code what}
   */
  public Optional<String> contradiction(String file, byte[] json, String what) {
    return switch (file) {
      case MetadataFiles.BACKUP, MetadataFiles.LOGICAL ->
          compare(
              List.of(MetadataJson.read(json, BackupInfo.class, what)),
              List.of(tree.summary()),
              "the backup");
      case MetadataFiles.COLLECTIONS ->
          compare(
              MetadataJson.read(json, GoMetadata.Collections.class, what).infos(),
              GoMetadata.collections(tree),
              "collections");
      case MetadataFiles.PARTITIONS ->
          compare(
              MetadataJson.read(json, GoMetadata.Partitions.class, what).infos(),
              GoMetadata.partitions(tree),
              "partitions");
      case MetadataFiles.SEGMENTS ->
          compare(
              MetadataJson.read(json, GoMetadata.Segments.class, what).infos(),
              GoMetadata.segments(tree),
              "segments");
      default -> Optional.empty();
    };
  }

  private static <T> Optional<String> compare(
      Collection<T> level, Collection<T> tree, String what) {
    Set<T> onlyInLevel = new HashSet<>(level);
    Set<T> onlyInTree = new HashSet<>(tree);
    onlyInLevel.removeAll(new HashSet<>(tree));
    onlyInTree.removeAll(new HashSet<>(level));
    if (onlyInLevel.isEmpty() && onlyInTree.isEmpty() && level.size() == tree.size()) {
      return Optional.empty();
    }
    return Optional.of(
        "it contradicts meta/full_meta.json about %s (%d entries here, %d there, %d of them different)"
            .formatted(
                what, level.size(), tree.size(), Math.max(onlyInLevel.size(), onlyInTree.size())));
  }
}
