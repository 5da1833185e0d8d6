package dev.milvusbackup;

import java.time.Duration;
import java.util.List;

/**
 * What a create would do, as far as it can be told before Milvus has written out its buffers.
 *
 * @param backup the name of the backup
 * @param milvusVersion the server that would be backed up
 * @param store the backup store, as a name for people
 * @param collections the collections, by name
 * @param estimate how long it may take: the copies at 100 MB/s and three seconds for a flush; a
 *     rough figure, since it depends on the stores
 */
public record BackupPreview(
    String backup,
    String milvusVersion,
    String store,
    List<Collection> collections,
    Duration estimate) {

  /**
   * Copies the list.
   *
   * @param backup the name of the backup
   * @param milvusVersion the server that would be backed up
   * @param store the backup store
   * @param collections the collections
   * @param estimate how long it may take
   */
  public BackupPreview {
    collections = List.copyOf(collections);
  }

  /**
   * The data that would be copied.
   *
   * @return the sum over the collections, in bytes
   */
  public long bytes() {
    return collections.stream().mapToLong(Collection::bytes).sum();
  }

  /**
   * A collection, as it lies in Milvus's storage now. What Milvus still holds in its buffers comes
   * on top.
   *
   * @param name its name
   * @param segments its segments
   * @param objects their binlogs
   * @param rows the rows in them, deleted ones included
   * @param bytes the size of the binlogs
   */
  public record Collection(CollectionName name, int segments, int objects, long rows, long bytes) {}
}
