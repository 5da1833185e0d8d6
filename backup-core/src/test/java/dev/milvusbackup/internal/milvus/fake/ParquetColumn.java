package dev.milvusbackup.internal.milvus.fake;

import dev.milvusbackup.internal.rows.ColumnType;
import dev.milvusbackup.internal.rows.RowColumn;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;

/** Parquet files as storage V1 has them: one column, which is called {@code val}. */
final class ParquetColumn {

  static final RowColumn TIMESTAMP =
      new RowColumn("val", ColumnType.INT64, ColumnType.INT64, 0, false, false);
  static final RowColumn TEXT =
      new RowColumn("val", ColumnType.VARCHAR, ColumnType.VARCHAR, 0, false, false);

  private static final String NAME = "val";

  private ParquetColumn() {}

  static byte[] write(RowColumn column, List<?> values) {
    MessageType schema = new MessageType("schema", type(column));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(new MemoryFile.Output(bytes))
            .withConf(new PlainParquetConfiguration())
            .withType(schema)
            .build()) {
      for (Object value : values) {
        SimpleGroup row = new SimpleGroup(schema);
        if (value != null) {
          ColumnValues.put(row, column, value);
        }
        writer.write(row);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static List<Object> read(RowColumn column, byte[] file) {
    List<Object> values = new ArrayList<>();
    try (ParquetFileReader reader =
        ParquetFileReader.open(
            new MemoryFile.Input(file),
            ParquetReadOptions.builder(new PlainParquetConfiguration()).build())) {
      MessageType schema = reader.getFooter().getFileMetaData().getSchema();
      for (PageReadStore pages = reader.readNextRowGroup();
          pages != null;
          pages = reader.readNextRowGroup()) {
        ColumnReader cells =
            new ColumnReadStoreImpl(
                    pages, new GroupRecordConverter(schema).getRootConverter(), schema, "")
                .getColumnReader(schema.getColumns().get(0));
        int present = schema.getColumns().get(0).getMaxDefinitionLevel();
        for (long i = 0; i < pages.getRowCount(); i++) {
          values.add(
              cells.getCurrentDefinitionLevel() == present
                  ? ColumnValues.get(cells, column)
                  : null);
          cells.consume();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return values;
  }

  private static PrimitiveType type(RowColumn column) {
    Repetition repetition = column.nullable() ? Repetition.OPTIONAL : Repetition.REQUIRED;
    return switch (column.type()) {
      case BOOL -> Types.primitive(PrimitiveTypeName.BOOLEAN, repetition).named(NAME);
      case INT8 -> integer(PrimitiveTypeName.INT32, 8, repetition);
      case INT16 -> integer(PrimitiveTypeName.INT32, 16, repetition);
      case INT32 -> integer(PrimitiveTypeName.INT32, 32, repetition);
      case INT64 -> integer(PrimitiveTypeName.INT64, 64, repetition);
      case FLOAT -> Types.primitive(PrimitiveTypeName.FLOAT, repetition).named(NAME);
      case DOUBLE -> Types.primitive(PrimitiveTypeName.DOUBLE, repetition).named(NAME);
      case STRING, VARCHAR ->
          Types.primitive(PrimitiveTypeName.BINARY, repetition)
              .as(LogicalTypeAnnotation.stringType())
              .named(NAME);
      case FLOAT_VECTOR -> fixed(4 * column.dimension(), repetition);
      case BINARY_VECTOR -> fixed(column.dimension() / 8, repetition);
      case FLOAT16_VECTOR, BFLOAT16_VECTOR -> fixed(2 * column.dimension(), repetition);
      default -> Types.primitive(PrimitiveTypeName.BINARY, repetition).named(NAME);
    };
  }

  private static PrimitiveType integer(PrimitiveTypeName type, int bits, Repetition repetition) {
    return Types.primitive(type, repetition)
        .as(LogicalTypeAnnotation.intType(bits, true))
        .named(NAME);
  }

  private static PrimitiveType fixed(int length, Repetition repetition) {
    return Types.primitive(PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY, repetition)
        .length(length)
        .named(NAME);
  }
}
