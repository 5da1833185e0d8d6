package dev.milvusbackup.internal.logical.parquet;

import dev.milvusbackup.internal.rows.ColumnType;
import dev.milvusbackup.internal.rows.RowColumn;
import dev.milvusbackup.internal.rows.RowSchema;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.jspecify.annotations.Nullable;

/** Passes the values of rows to the Parquet library. */
final class RowWriteSupport extends WriteSupport<@Nullable Object[]> {

  private final RowSchema schema;
  private @Nullable RecordConsumer consumer;

  RowWriteSupport(RowSchema schema) {
    this.schema = schema;
  }

  @Override
  @Deprecated // abstract in the library
  public WriteContext init(Configuration configuration) {
    return context();
  }

  @Override
  public WriteContext init(ParquetConfiguration configuration) {
    return context();
  }

  private WriteContext context() {
    return new WriteContext(
        ParquetSchema.of(schema), Map.of(ParquetRows.VERSION_KEY, ParquetRows.VERSION));
  }

  @Override
  public void prepareForWrite(RecordConsumer recordConsumer) {
    this.consumer = recordConsumer;
  }

  @Override
  public void write(@Nullable Object[] row) {
    RecordConsumer out = consumer;
    if (out == null) {
      throw new IllegalStateException("The Parquet library has not prepared the write");
    }
    out.startMessage();
    for (int i = 0; i < row.length; i++) {
      Object value = row[i];
      if (value != null) {
        RowColumn column = schema.columns().get(i);
        out.startField(column.name(), i);
        column(out, column, value);
        out.endField(column.name(), i);
      }
    }
    out.endMessage();
  }

  private static void column(RecordConsumer out, RowColumn column, Object value) {
    if (value instanceof float[] vector) {
      startList(out, vector.length);
      for (float f : vector) {
        startElement(out);
        out.addFloat(f);
        endElement(out);
      }
      endList(out, vector.length);
    } else if (value instanceof List<?> array) {
      startList(out, array.size());
      for (Object element : array) {
        startElement(out);
        value(out, column.element(), element);
        endElement(out);
      }
      endList(out, array.size());
    } else {
      value(out, column.type(), value);
    }
  }

  private static void value(RecordConsumer out, ColumnType type, Object value) {
    switch (type) {
      case BOOL -> out.addBoolean((Boolean) value);
      case INT8, INT16, INT32 -> out.addInteger((Integer) value);
      case INT64 -> out.addLong((Long) value);
      case FLOAT -> out.addFloat((Float) value);
      case DOUBLE -> out.addDouble((Double) value);
      case STRING, VARCHAR, GEOMETRY, TIMESTAMPTZ ->
          out.addBinary(Binary.fromString((String) value));
      default -> out.addBinary(Binary.fromConstantByteArray((byte[]) value));
    }
  }

  private static void startList(RecordConsumer out, int size) {
    out.startGroup();
    if (size > 0) {
      out.startField("list", 0);
    }
  }

  private static void endList(RecordConsumer out, int size) {
    if (size > 0) {
      out.endField("list", 0);
    }
    out.endGroup();
  }

  private static void startElement(RecordConsumer out) {
    out.startGroup();
    out.startField("element", 0);
  }

  private static void endElement(RecordConsumer out) {
    out.endField("element", 0);
    out.endGroup();
  }
}
