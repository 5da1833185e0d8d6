package dev.milvusbackup.internal.data;

import dev.milvusbackup.CollectionName;
import java.time.Duration;
import java.util.List;

/**
 * How much a create would export.
 *
 * @param collections in the order of the plan
 * @param preparation the time before the first byte is exported, such as for a flush
 */
public record ExportEstimate(List<CollectionEstimate> collections, Duration preparation) {

  /**
   * One collection.
   *
   * @param rows deleted rows may count
   * @param bytes 0 if unknown
   * @param bytesReused those that the backup store holds already
   */
  public record CollectionEstimate(
      CollectionName name, int segments, int objects, long rows, long bytes, long bytesReused) {}
}
