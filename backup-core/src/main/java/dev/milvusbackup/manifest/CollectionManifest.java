package dev.milvusbackup.manifest;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.internal.format.packed.LazyList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A collection in a backup.
 *
 * @param name its name
 * @param id its id in the source Milvus
 * @param partitions its partitions, empty ones included
 * @param deletes segments that hold nothing but deletes for the whole collection (Milvus from 2.4
 *     on)
 * @param indexes the names of its indexes
 */
public record CollectionManifest(
    CollectionName name,
    long id,
    List<PartitionManifest> partitions,
    List<SegmentManifest> deletes,
    List<String> indexes) {

  /**
   * Copies the lists.
   *
   * @param name its name
   * @param id its id in the source Milvus
   * @param partitions its partitions
   * @param deletes segments that hold nothing but deletes for the whole collection
   * @param indexes the names of its indexes
   */
  public CollectionManifest {
    partitions = List.copyOf(partitions);
    deletes = LazyList.copyOf(deletes);
    indexes = List.copyOf(indexes);
  }

  /**
   * The rows in its segments. Rows that a delete log takes away later are counted too.
   *
   * @return the sum over all segments
   */
  public long rowCount() {
    return partitions.stream().mapToLong(PartitionManifest::rowCount).sum();
  }

  /**
   * The bytes of its data.
   *
   * @return the sum over all objects
   */
  public long size() {
    return objects().mapToLong(StoredObject::size).sum();
  }

  /**
   * All its objects.
   *
   * @return a new stream
   */
  public Stream<StoredObject> objects() {
    return Stream.concat(partitions.stream().flatMap(p -> p.segments().stream()), deletes.stream())
        .flatMap(SegmentManifest::objects);
  }
}
