package dev.milvusbackup.internal.milvus;

import dev.milvusbackup.CollectionName;

/** The rows of a collection, as a user sees them. */
public interface MilvusRows {

  /** Has Milvus load the collection, which needs an index; {@link #isLoaded} tells when it has. */
  void load(CollectionName name);

  boolean isLoaded(CollectionName name);

  /** The rows that are there now, deletes taken into account. */
  long count(CollectionName name);

  /**
   * Reads some rows with all their fields.
   *
   * @return how many there were, at most {@code limit}
   */
  long read(CollectionName name, int limit);
}
