package dev.milvusbackup.internal.milvus.fake;

import dev.milvusbackup.internal.format.metadata.CollectionBackupInfo;
import dev.milvusbackup.internal.rows.ColumnType;
import dev.milvusbackup.internal.rows.RowColumn;
import dev.milvusbackup.internal.rows.RowSchema;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;

/** Reproducible rows for any schema: the value of a key decides on the rest of the row. */
public final class SampleValues {

  private static final List<ColumnType> SCALARS =
      List.of(
          ColumnType.BOOL,
          ColumnType.INT8,
          ColumnType.INT16,
          ColumnType.INT32,
          ColumnType.INT64,
          ColumnType.FLOAT,
          ColumnType.DOUBLE,
          ColumnType.VARCHAR);

  private SampleValues() {}

  /** A schema with every type that Milvus 2.3.5 has, and one vector: it takes no more. */
  public static CollectionBackupInfo everyType(ColumnType vector) {
    SampleSchema schema = SampleSchema.numbered().dynamic();
    for (ColumnType type : SCALARS) {
      schema.with("a_" + type.name().toLowerCase(Locale.ROOT), type);
      schema.withArray("some_" + type.name().toLowerCase(Locale.ROOT), type);
    }
    return schema.with("a_json", ColumnType.JSON).vector(vector);
  }

  /** Rows with the keys from 0 on. */
  public static Object[][] rows(RowSchema schema, int count) {
    return IntStream.range(0, count).mapToObj(i -> row(schema, i)).toArray(Object[][]::new);
  }

  /** The row of a key. */
  public static Object[] row(RowSchema schema, long key) {
    Random random = new Random(key);
    Object[] row =
        schema.columns().stream().map(c -> value(c, c.type(), random)).toArray(Object[]::new);
    row[schema.keyIndex()] =
        schema.key().type() == ColumnType.INT64 ? (Object) key : "key-%06d".formatted(key);
    return row;
  }

  private static Object value(RowColumn column, ColumnType type, Random random) {
    return switch (type) {
      case BOOL -> random.nextBoolean();
      case INT8 -> random.nextInt(256) - 128;
      case INT16 -> random.nextInt(65536) - 32768;
      case INT32 -> random.nextInt();
      case INT64 -> random.nextLong();
      case FLOAT -> random.nextFloat();
      case DOUBLE -> random.nextDouble();
      case STRING, VARCHAR -> "naïve 日本語 🐘 \"" + random.nextInt(1000);
      case ARRAY ->
          IntStream.range(0, random.nextInt(4))
              .mapToObj(i -> value(column, column.element(), random))
              .toList();
      case FLOAT_VECTOR -> floats(column.dimension(), random);
      case BINARY_VECTOR -> bytes(column.dimension() / 8, random);
      case FLOAT16_VECTOR, BFLOAT16_VECTOR -> bytes(2 * column.dimension(), random);
      default ->
          ("{\"n\":" + random.nextInt(1000) + ",\"t\":\"é\"}").getBytes(StandardCharsets.UTF_8);
    };
  }

  private static float[] floats(int dimension, Random random) {
    float[] vector = new float[dimension];
    for (int i = 0; i < dimension; i++) {
      vector[i] = random.nextFloat() * 2 - 1;
    }
    return vector;
  }

  private static byte[] bytes(int count, Random random) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }
}
