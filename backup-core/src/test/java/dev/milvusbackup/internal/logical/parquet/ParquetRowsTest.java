package dev.milvusbackup.internal.logical.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.milvusbackup.internal.rows.ColumnType;
import dev.milvusbackup.internal.rows.RowColumn;
import dev.milvusbackup.internal.rows.RowSchema;
import dev.milvusbackup.internal.rows.SampleRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetRowsTest {

  @TempDir Path folder;

  @Test
  void everyTypeComesBackAsItWas() throws IOException {
    List<Object[]> rows = SampleRows.rows(2_000, 42);

    Path file = write(rows, SampleRows.SCHEMA);

    SampleRows.assertSame(read(file, SampleRows.SCHEMA), rows);
  }

  @Test
  void severalRowGroupsComeBackInOrder() throws IOException {
    RowColumn vector =
        new RowColumn("v", ColumnType.FLOAT_VECTOR, ColumnType.FLOAT_VECTOR, 1024, false, false);
    RowSchema schema = new RowSchema(List.of(SampleRows.SCHEMA.key(), vector), 0);
    List<Object[]> rows = new ArrayList<>();
    Random random = new Random(3);
    for (long id = 0; id < 6_000; id++) {
      float[] values = new float[1024];
      for (int i = 0; i < values.length; i++) {
        values[i] = random.nextFloat();
      }
      rows.add(new Object[] {id, values});
    }

    Path file = write(rows, schema);

    assertThat(Files.size(file)).isGreaterThan(16L << 20); // the size of a row group
    SampleRows.assertSame(read(file, schema), rows);
  }

  @Test
  void noRowsAreAFileToo() throws IOException {
    assertThat(read(write(List.of(), SampleRows.SCHEMA), SampleRows.SCHEMA)).isEmpty();
  }

  @Test
  void otherColumnsAreRefused() throws IOException {
    Path file = write(SampleRows.rows(1, 1), SampleRows.SCHEMA);
    RowSchema other = new RowSchema(SampleRows.SCHEMA.columns().subList(0, 3), 0);

    assertThatThrownBy(() -> read(file, other))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("its columns are");
  }

  @Test
  void whatIsNoParquetIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("text"), "this is no Parquet, but long enough");

    assertThatThrownBy(() -> read(file, SampleRows.SCHEMA)).hasMessageContaining("Parquet");
  }

  private Path write(List<Object[]> rows, RowSchema schema) throws IOException {
    Path file = folder.resolve("rows.parquet");
    try (ParquetRowWriter writer = ParquetRowWriter.create(file, schema)) {
      for (Object[] row : rows) {
        writer.write(row);
      }
      assertThat(writer.rows()).isEqualTo(rows.size());
    }
    return file;
  }

  private static List<Object[]> read(Path file, RowSchema schema) throws IOException {
    List<Object[]> rows = new ArrayList<>();
    try (ParquetRowReader reader = ParquetRowReader.open(file, schema)) {
      for (Object[] row = reader.read(); row != null; row = reader.read()) {
        rows.add(row);
      }
    }
    return rows;
  }
}
