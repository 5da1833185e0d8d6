package dev.milvusbackup.manifest;

import dev.milvusbackup.internal.format.packed.LazyList;
import java.util.List;

/**
 * A partition in a backup.
 *
 * @param name its name
 * @param id its id in the source Milvus
 * @param segments its segments
 */
public record PartitionManifest(String name, long id, List<SegmentManifest> segments) {

  /**
   * Copies the list.
   *
   * @param name its name
   * @param id its id in the source Milvus
   * @param segments its segments
   */
  public PartitionManifest {
    segments = LazyList.copyOf(segments);
  }

  /**
   * The rows in its segments, deleted ones included.
   *
   * @return the sum
   */
  public long rowCount() {
    return segments.stream().mapToLong(SegmentManifest::rowCount).sum();
  }
}
