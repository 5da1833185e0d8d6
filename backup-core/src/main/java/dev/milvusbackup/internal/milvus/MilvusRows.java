package dev.milvusbackup.internal.milvus;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.internal.rows.RowSchema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of a loaded collection, as users see them. */
public interface MilvusRows {

  /** Replaces the name of a partition: Milvus accepts none if a partition key decides. */
  String ALL_PARTITIONS = "";

  /** The current number of rows after deletes; rows with the same key count separately. */
  long count(CollectionName name);

  /**
   * Reads some rows with all their fields.
   *
   * @return the number of rows, at most {@code limit}
   */
  long read(CollectionName name, int limit);

  /**
   * The next rows of a partition in the order of their keys, each key once. It sees every change
   * that was acknowledged before the call. No rows mean the end; fewer than {@code limit} mean
   * nothing.
   *
   * @param partition or {@link #ALL_PARTITIONS}
   * @param after the last key of the previous page, or null for the first page
   * @param limit the largest number of rows
   */
  RowPage page(
      CollectionName collection,
      String partition,
      RowSchema schema,
      @Nullable Object after,
      int limit);

  /**
   * Inserts rows, without keys that Milvus generates.
   *
   * @param partition or {@link #ALL_PARTITIONS}
   * @return the number of inserted rows that Milvus reports
   */
  long insert(
      CollectionName target, String partition, RowSchema schema, List<@Nullable Object[]> rows);
}
