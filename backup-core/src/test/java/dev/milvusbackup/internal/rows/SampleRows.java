package dev.milvusbackup.internal.rows;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Rows with a column of every type, nullable ones too, arrays of every element type. */
public final class SampleRows {

  public static final RowSchema SCHEMA = schema();

  private static final int DIMENSION = 16;

  private SampleRows() {}

  private static RowSchema schema() {
    List<RowColumn> columns = new ArrayList<>();
    columns.add(new RowColumn("id", ColumnType.INT64, ColumnType.INT64, 0, false, false));
    for (ColumnType type : ColumnType.values()) {
      if (type != ColumnType.ARRAY) {
        columns.add(column(type, type, false));
        columns.add(column(type, type, true));
      }
      if (type.number() <= ColumnType.VARCHAR.number() && type != ColumnType.STRING) {
        columns.add(column(ColumnType.ARRAY, type, false));
        columns.add(column(ColumnType.ARRAY, type, true));
      }
    }
    columns.add(
        new RowColumn(RowColumn.DYNAMIC, ColumnType.JSON, ColumnType.JSON, 0, false, false));
    return new RowSchema(columns, 0);
  }

  private static RowColumn column(ColumnType type, ColumnType element, boolean nullable) {
    String name = "%s %s%s".formatted(type, element, nullable ? " nullable" : "");
    return new RowColumn(name, type, element, DIMENSION, nullable, false);
  }

  public static List<Object[]> rows(int count, long seed) {
    Random random = new Random(seed);
    return IntStream.range(0, count).mapToObj(i -> row(i, random)).toList();
  }

  private static Object[] row(long id, Random random) {
    Object[] row =
        SCHEMA.columns().stream()
            .map(c -> c.nullable() && random.nextInt(3) == 0 ? null : value(c, c.type(), random))
            .toArray();
    row[0] = id;
    return row;
  }

  private static Object value(RowColumn column, ColumnType type, Random random) {
    return switch (type) {
      case BOOL -> random.nextBoolean();
      case INT8 -> (int) (byte) random.nextInt();
      case INT16 -> (int) (short) random.nextInt();
      case INT32 -> random.nextInt();
      case INT64 -> random.nextLong();
      case FLOAT -> random.nextFloat();
      case DOUBLE -> random.nextGaussian();
      case STRING, VARCHAR -> text(random);
      case GEOMETRY -> "POINT (%d %d)".formatted(random.nextInt(90), random.nextInt(90));
      case TIMESTAMPTZ -> Instant.ofEpochMilli(random.nextInt()).toString();
      case ARRAY ->
          IntStream.range(0, random.nextInt(4))
              .mapToObj(i -> value(column, column.element(), random))
              .toList();
      case JSON -> ("{\"a\":\"" + random.nextInt() + "\"}").getBytes(StandardCharsets.UTF_8);
      case FLOAT_VECTOR -> floats(random);
      case BINARY_VECTOR -> bytes(random, DIMENSION / 8);
      case FLOAT16_VECTOR, BFLOAT16_VECTOR -> bytes(random, 2 * DIMENSION);
      case INT8_VECTOR -> bytes(random, DIMENSION);
      case SPARSE_FLOAT_VECTOR -> bytes(random, 8 * (1 + random.nextInt(3)));
    };
  }

  private static String text(Random random) {
    String[] texts = {"", "plain", "naïve \"quoted\" \\ back", "日本語 🐘", "tab\tline\n", "\u0000"};
    return texts[random.nextInt(texts.length)] + random.nextInt(100);
  }

  private static float[] floats(Random random) {
    float[] vector = new float[DIMENSION];
    for (int i = 0; i < DIMENSION; i++) {
      vector[i] = random.nextFloat() * 2 - 1;
    }
    vector[random.nextInt(DIMENSION)] = -0.0f;
    return vector;
  }

  private static byte[] bytes(Random random, int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  /** Compares by content, floats by their bits. */
  public static void assertSame(List<Object[]> found, List<Object[]> expected) {
    assertThat(found).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      if (!Arrays.deepEquals(found.get(i), expected.get(i))) {
        assertThat(found.get(i)).as("row %d", i).containsExactly(expected.get(i));
      }
    }
  }
}
