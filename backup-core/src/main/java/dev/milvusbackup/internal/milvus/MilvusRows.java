package dev.milvusbackup.internal.milvus;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.internal.rows.RowSchema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of a collection that is loaded, as a user sees them. */
public interface MilvusRows {

  /** In place of a partition's name: Milvus takes none where a partition key decides. */
  String ALL_PARTITIONS = "";

  /** The rows that are there now, deletes taken into account, rows of one key counted each. */
  long count(CollectionName name);

  /**
   * Reads some rows with all their fields.
   *
   * @return how many there were, at most {@code limit}
   */
  long read(CollectionName name, int limit);

  /**
   * The next rows of a partition in the order of their keys, each key once. It sees every change
   * that was acknowledged before the call. No rows: there are no more; fewer than {@code limit} say
   * nothing.
   *
   * @param partition or {@link #ALL_PARTITIONS}
   * @param after the last key of the page before, or null for the first page
   * @param limit the most rows
   */
  RowPage page(
      CollectionName collection,
      String partition,
      RowSchema schema,
      @Nullable Object after,
      int limit);

  /**
   * Inserts rows, without keys that Milvus gives by itself.
   *
   * @param partition or {@link #ALL_PARTITIONS}
   * @return how many Milvus says it has inserted
   */
  long insert(
      CollectionName target, String partition, RowSchema schema, List<@Nullable Object[]> rows);
}
