package dev.milvusbackup.manifest;

import dev.milvusbackup.internal.format.packed.LazyList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A segment in a backup.
 *
 * @param id its id in the source Milvus
 * @param rowCount its rows, deleted ones included
 * @param insertLogs the binlogs, some for each field
 * @param deltaLogs the delta logs, which hold deletes
 */
public record SegmentManifest(
    long id, long rowCount, List<StoredObject> insertLogs, List<StoredObject> deltaLogs) {

  /**
   * Copies the lists.
   *
   * @param id its id in the source Milvus
   * @param rowCount its rows
   * @param insertLogs the binlogs
   * @param deltaLogs the delta logs
   */
  public SegmentManifest {
    insertLogs = LazyList.copyOf(insertLogs);
    deltaLogs = LazyList.copyOf(deltaLogs);
  }

  /**
   * All its objects.
   *
   * @return a new stream
   */
  public Stream<StoredObject> objects() {
    return Stream.concat(insertLogs.stream(), deltaLogs.stream());
  }

  /** Without the objects, which can be many. */
  @Override
  public String toString() {
    return "SegmentManifest[id=%d, rowCount=%d, insertLogs=%d, deltaLogs=%d]"
        .formatted(id, rowCount, insertLogs.size(), deltaLogs.size());
  }
}
