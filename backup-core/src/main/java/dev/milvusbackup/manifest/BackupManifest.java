package dev.milvusbackup.manifest;

import dev.milvusbackup.BackupSummary;
import dev.milvusbackup.CollectionName;
import java.util.List;
import java.util.Optional;

/**
 * What a backup contains.
 *
 * @param summary name, id, size, origin
 * @param collections the collections, by name
 */
public record BackupManifest(BackupSummary summary, List<CollectionManifest> collections) {

  /**
   * Copies the list.
   *
   * @param summary name
   * @param collections the collections
   */
  public BackupManifest {
    collections = List.copyOf(collections);
  }

  /**
   * The backup's name.
   *
   * @return the name
   */
  public String name() {
    return summary.name();
  }

  /**
   * The bytes of data in the backup.
   *
   * @return the sum over all objects, metadata not included
   */
  public long size() {
    return summary.size();
  }

  /**
   * The rows of all collections, as {@link CollectionManifest#rowCount()} counts them.
   *
   * @return the sum
   */
  public long rowCount() {
    return collections.stream().mapToLong(CollectionManifest::rowCount).sum();
  }

  /**
   * Looks a collection up.
   *
   * @param name its name
   * @return the collection, or empty
   */
  public Optional<CollectionManifest> collection(CollectionName name) {
    return collections.stream().filter(c -> c.name().equals(name)).findFirst();
  }
}
