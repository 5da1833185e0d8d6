package dev.milvusbackup.internal.milvus.grpc.rows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milvusbackup.internal.rows.ColumnType;
import dev.milvusbackup.internal.rows.RowColumn;
import dev.milvusbackup.internal.rows.SampleRows;
import io.milvus.grpc.FieldData;
import io.milvus.grpc.LongArray;
import io.milvus.grpc.ScalarField;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FieldDataTest {

  @Test
  void everyTypeComesBackAsItWas() {
    List<Object[]> rows = SampleRows.rows(500, 7);
    List<Object[]> read = emptyRows(rows.size());

    for (int i = 0; i < SampleRows.SCHEMA.columns().size(); i++) {
      RowColumn column = SampleRows.SCHEMA.columns().get(i);
      FieldDataReader.read(FieldDataWriter.write(column, i, rows), column, i, read);
    }

    SampleRows.assertSame(read, rows);
  }

  @Test
  void nullsMayKeepTheirPlaces() {
    RowColumn column = new RowColumn("n", ColumnType.INT64, ColumnType.INT64, 0, true, false);
    FieldData full =
        FieldData.newBuilder()
            .setScalars(
                ScalarField.newBuilder()
                    .setLongData(LongArray.newBuilder().addData(5).addData(0).addData(7)))
            .addAllValidData(List.of(true, false, true))
            .build();
    List<Object[]> rows = emptyRows(3);

    FieldDataReader.read(full, column, 0, rows);

    assertThat(rows).extracting(row -> row[0]).containsExactly(5L, null, 7L);
  }

  @Test
  void keysAreQuotedAsMilvusReadsThem() {
    RowColumn key = new RowColumn("k", ColumnType.VARCHAR, ColumnType.VARCHAR, 0, false, false);

    assertThat(KeyExpression.after(key, null)).isEmpty();
    assertThat(KeyExpression.after(key, "a\"b\\c\n日")).isEqualTo("k > \"a\\\"b\\\\c\\n日\"");
    assertThat(KeyExpression.after(key, -3L)).isEqualTo("k > -3");
    assertThat(KeyExpression.after(key, Long.MIN_VALUE)).isEqualTo("k >= -9223372036854775807");
  }

  private static List<Object[]> emptyRows(int count) {
    List<Object[]> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(new Object[SampleRows.SCHEMA.columns().size()]);
    }
    return rows;
  }
}
