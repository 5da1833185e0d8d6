package dev.milvusbackup.internal.binlog.rows;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/** Reads numbers and texts from some columns of a Parquet file. */
final class ParquetColumns {

  private ParquetColumns() {}

  /** Chooses columns of a file, in the order in which the values are wanted. */
  interface Choice {

    /** Returns the columns, none of which repeats or is missing in a row. */
    List<Type> of(MessageType schema) throws UncountableException;
  }

  /**
   * Reads all rows.
   *
   * @param rows receives the values of the chosen columns, {@link Long} or {@link String}
   */
  static void read(InputFile file, Choice choice, Consumer<Object[]> rows)
      throws IOException, UncountableException {
    try (ParquetFileReader reader =
        ParquetFileReader.open(
            file, ParquetReadOptions.builder(new PlainParquetConfiguration()).build())) {
      MessageType all = reader.getFooter().getFileMetaData().getSchema();
      MessageType chosen = new MessageType(all.getName(), choice.of(all));
      reader.setRequestedSchema(chosen);
      for (PageReadStore pages = reader.readNextRowGroup();
          pages != null;
          pages = reader.readNextRowGroup()) {
        readGroup(pages, chosen, rows);
      }
    } catch (RuntimeException e) {
      throw unreadable(e);
    }
  }

  private static RuntimeException unreadable(RuntimeException e) throws IOException {
    if (e.getClass().getName().startsWith("org.apache.parquet.")) {
      throw new IOException(e.getMessage(), e);
    }
    return e;
  }

  private static void readGroup(PageReadStore pages, MessageType schema, Consumer<Object[]> rows)
      throws IOException {
    ColumnReadStoreImpl columns =
        new ColumnReadStoreImpl(
            pages, new GroupRecordConverter(schema).getRootConverter(), schema, "");
    List<ColumnReader> readers =
        schema.getColumns().stream().map(columns::getColumnReader).toList();
    for (long row = 0; row < pages.getRowCount(); row++) {
      Object[] values = new Object[readers.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = value(readers.get(i));
      }
      rows.accept(values);
    }
  }

  private static Object value(ColumnReader reader) throws IOException {
    ColumnDescriptor column = reader.getDescriptor();
    if (reader.getCurrentDefinitionLevel() < column.getMaxDefinitionLevel()) {
      throw new IOException("a value is missing in column " + column.getPath()[0]);
    }
    Object value =
        switch (column.getPrimitiveType().getPrimitiveTypeName()) {
          case INT64 -> (Object) reader.getLong();
          case BINARY -> reader.getBinary().toStringUsingUTF8();
          default -> throw new IOException("column " + column + " holds no keys");
        };
    reader.consume();
    return value;
  }
}
