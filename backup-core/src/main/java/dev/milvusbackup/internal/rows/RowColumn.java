package dev.milvusbackup.internal.rows;

/**
 * A column of rows: a field of a collection.
 *
 * @param element the type of the elements, where the type is {@link ColumnType#ARRAY}; otherwise
 *     the type itself
 * @param dimension of a dense vector, otherwise 0
 * @param generated true for the primary key that Milvus gives by itself
 * @param dynamic true for the one column that holds what is in no other
 */
public record RowColumn(
    String name,
    ColumnType type,
    ColumnType element,
    int dimension,
    boolean nullable,
    boolean generated,
    boolean dynamic) {}
