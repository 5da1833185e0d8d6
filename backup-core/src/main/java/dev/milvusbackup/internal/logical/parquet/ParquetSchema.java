package dev.milvusbackup.internal.logical.parquet;

import dev.milvusbackup.internal.rows.ColumnType;
import dev.milvusbackup.internal.rows.RowColumn;
import dev.milvusbackup.internal.rows.RowSchema;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;

/** The Parquet schema of rows, as defined in {@code docs/format.md}. */
final class ParquetSchema {

  private ParquetSchema() {}

  static MessageType of(RowSchema schema) {
    return new MessageType("row", schema.columns().stream().map(ParquetSchema::column).toList());
  }

  private static Type column(RowColumn column) {
    Repetition repetition = column.nullable() ? Repetition.OPTIONAL : Repetition.REQUIRED;
    return switch (column.type()) {
      case ARRAY -> list(column, repetition, column.element());
      case FLOAT_VECTOR -> list(column, repetition, ColumnType.FLOAT);
      default -> value(column.type(), repetition, column.name());
    };
  }

  private static Type list(RowColumn column, Repetition repetition, ColumnType element) {
    return Types.list(repetition)
        .element(value(element, Repetition.REQUIRED, "element"))
        .named(column.name());
  }

  private static PrimitiveType value(ColumnType type, Repetition repetition, String name) {
    return switch (type) {
      case BOOL -> Types.primitive(PrimitiveTypeName.BOOLEAN, repetition).named(name);
      case INT8 -> integer(8, repetition, name);
      case INT16 -> integer(16, repetition, name);
      case INT32 -> integer(32, repetition, name);
      case INT64 -> Types.primitive(PrimitiveTypeName.INT64, repetition).named(name);
      case FLOAT -> Types.primitive(PrimitiveTypeName.FLOAT, repetition).named(name);
      case DOUBLE -> Types.primitive(PrimitiveTypeName.DOUBLE, repetition).named(name);
      case STRING, VARCHAR, GEOMETRY, TIMESTAMPTZ ->
          binary(LogicalTypeAnnotation.stringType(), repetition, name);
      case JSON -> binary(LogicalTypeAnnotation.jsonType(), repetition, name);
      case BINARY_VECTOR, FLOAT16_VECTOR, BFLOAT16_VECTOR, SPARSE_FLOAT_VECTOR, INT8_VECTOR ->
          Types.primitive(PrimitiveTypeName.BINARY, repetition).named(name);
      case ARRAY, FLOAT_VECTOR -> throw new IllegalArgumentException("Not a single value: " + type);
    };
  }

  private static PrimitiveType integer(int bits, Repetition repetition, String name) {
    return Types.primitive(PrimitiveTypeName.INT32, repetition)
        .as(LogicalTypeAnnotation.intType(bits, true))
        .named(name);
  }

  private static PrimitiveType binary(
      LogicalTypeAnnotation meaning, Repetition repetition, String name) {
    return Types.primitive(PrimitiveTypeName.BINARY, repetition).as(meaning).named(name);
  }
}
