package dev.milvusbackup.internal.rows;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.error.UnsupportedVersionException;
import dev.milvusbackup.internal.format.schema.CollectionSchema;
import dev.milvusbackup.internal.format.schema.FieldSchema;
import dev.milvusbackup.internal.format.schema.KeyValue;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The columns of a collection's rows. A row is an array of their values, in this order.
 *
 * @param keyIndex which column is the primary key
 */
public record RowSchema(List<RowColumn> columns, int keyIndex) {

  // The number of the function in Milvus.
  private static final int BM25 = 1;

  /**
   * The columns of a collection.
   *
   * @throws UnsupportedVersionException if the values of a field cannot be moved as rows
   */
  public static RowSchema of(CollectionName collection, CollectionSchema schema) {
    if (!schema.structArrayFields().isEmpty()) {
      throw unsupported(collection, "its schema has arrays of structs");
    }
    if (schema.namespace()) {
      throw unsupported(collection, "its rows are in namespaces");
    }
    List<RowColumn> columns = new ArrayList<>();
    int key = -1;
    for (FieldSchema field : schema.fields()) {
      // Only some servers list the dynamic field; texts are analysed again.
      if (field.dynamic() || isAnalysed(schema, field)) {
        continue;
      }
      if (field.primaryKey()) {
        key = columns.size();
      }
      columns.add(column(collection, schema, field));
    }
    if (key < 0) {
      throw unsupported(collection, "its schema has no primary key");
    }
    if (schema.dynamic()) {
      columns.add(
          new RowColumn(RowColumn.DYNAMIC, ColumnType.JSON, ColumnType.JSON, 0, false, false));
    }
    return new RowSchema(List.copyOf(columns), key);
  }

  public RowColumn key() {
    return columns.get(keyIndex);
  }

  /** The columns of an insert: all except a key that Milvus generates. */
  public List<Integer> inserted() {
    return IntStream.range(0, columns.size())
        .filter(i -> !columns.get(i).generated())
        .boxed()
        .toList();
  }

  /** Whether Milvus itself computes the field from a text, with the same result each time. */
  private static boolean isAnalysed(CollectionSchema schema, FieldSchema field) {
    return field.functionOutput()
        && schema.functions().stream()
            .anyMatch(f -> f.type() == BM25 && f.outputNames().contains(field.name()));
  }

  private static RowColumn column(
      CollectionName collection, CollectionSchema schema, FieldSchema field) {
    if (field.functionOutput()) {
      throw unsupported(collection, "a function computes its field '" + field.name() + "'");
    }
    ColumnType type = type(collection, field, field.dataType());
    return new RowColumn(
        field.name(),
        type,
        type == ColumnType.ARRAY ? type(collection, field, field.elementType()) : type,
        dimension(field),
        field.nullable(),
        field.primaryKey() && (field.autoId() || schema.autoId()));
  }

  private static ColumnType type(CollectionName collection, FieldSchema field, int number) {
    return ColumnType.of(number)
        .orElseThrow(
            () ->
                unsupported(
                    collection,
                    "field '%s' has type %d, which this version does not support in rows"
                        .formatted(field.name(), number)));
  }

  private static int dimension(FieldSchema field) {
    return field.typeParams().stream()
        .filter(param -> param.key().equals("dim"))
        .map(KeyValue::value)
        .mapToInt(Integer::parseInt)
        .findFirst()
        .orElse(0);
  }

  private static UnsupportedVersionException unsupported(CollectionName collection, String why) {
    return new UnsupportedVersionException(
        "Cannot move %s row by row: %s. Back it up by its files (BackupMode.BINLOG), or leave it out."
            .formatted(collection, why));
  }
}
