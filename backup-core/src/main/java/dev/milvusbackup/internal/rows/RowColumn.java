package dev.milvusbackup.internal.rows;

/**
 * A column of rows: a field of a collection.
 *
 * @param element the type of the elements if the type is {@link ColumnType#ARRAY}; otherwise the
 *     type itself
 * @param dimension of a dense vector, otherwise 0
 * @param generated true for a primary key that Milvus generates
 */
public record RowColumn(
    String name,
    ColumnType type,
    ColumnType element,
    int dimension,
    boolean nullable,
    boolean generated) {

  /** Milvus's name of the column of dynamic values. No field can have it. */
  public static final String DYNAMIC = "$meta";

  /** Whether it holds the dynamic values of each row. */
  public boolean dynamic() {
    return name.equals(DYNAMIC);
  }
}
