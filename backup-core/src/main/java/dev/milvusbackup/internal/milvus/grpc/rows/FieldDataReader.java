package dev.milvusbackup.internal.milvus.grpc.rows;

import dev.milvusbackup.error.MilvusException;
import dev.milvusbackup.internal.rows.ColumnType;
import dev.milvusbackup.internal.rows.RowColumn;
import io.milvus.grpc.FieldData;
import io.milvus.grpc.ScalarField;
import io.milvus.grpc.VectorField;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/** Reads columns of values from answers of Milvus. */
public final class FieldDataReader {

  private FieldDataReader() {}

  /** Puts the values of a column into the rows. */
  public static void read(
      FieldData data, RowColumn column, int index, List<@Nullable Object[]> rows) {
    IntFunction<Object> values = values(data, column);
    IntUnaryOperator place = places(data, column, rows.size());
    for (int i = 0; i < rows.size(); i++) {
      int at = place.applyAsInt(i);
      rows.get(i)[index] = at < 0 ? null : values.apply(at);
    }
  }

  /**
   * The position of the value of a row, -1 for null. Some servers leave out nulls, others keep a
   * place for each.
   */
  private static IntUnaryOperator places(FieldData data, RowColumn column, int rows) {
    int stored = count(data, column);
    if (data.getValidDataCount() == 0) {
      require(stored == rows, column, stored, rows);
      return i -> i;
    }
    require(data.getValidDataCount() == rows, column, data.getValidDataCount(), rows);
    if (stored == rows) {
      return i -> data.getValidData(i) ? i : -1;
    }
    int[] places = new int[rows];
    int next = 0;
    for (int i = 0; i < rows; i++) {
      places[i] = data.getValidData(i) ? next++ : -1;
    }
    require(stored == next, column, stored, next);
    return i -> places[i];
  }

  private static IntFunction<Object> values(FieldData data, RowColumn column) {
    VectorField vectors = data.getVectors();
    int dimension = (int) vectors.getDim();
    return switch (column.type()) {
      case ARRAY -> i -> array(data.getScalars().getArrayData().getData(i), column.element());
      case FLOAT_VECTOR -> {
        List<Float> floats = vectors.getFloatVector().getDataList();
        yield i -> floats(floats, i * dimension, dimension);
      }
      case SPARSE_FLOAT_VECTOR -> i -> vectors.getSparseFloatVector().getContents(i).toByteArray();
      case BINARY_VECTOR, FLOAT16_VECTOR, BFLOAT16_VECTOR, INT8_VECTOR -> {
        int width = width(column.type(), dimension);
        yield i ->
            VectorBytes.of(vectors, column.type())
                .substring(i * width, (i + 1) * width)
                .toByteArray();
      }
      default -> scalars(data.getScalars(), column.type());
    };
  }

  private static IntFunction<Object> scalars(ScalarField scalars, ColumnType type) {
    return switch (type) {
      case BOOL -> scalars.getBoolData()::getData;
      case INT8, INT16, INT32 -> scalars.getIntData()::getData;
      case INT64 -> scalars.getLongData()::getData;
      case FLOAT -> scalars.getFloatData()::getData;
      case DOUBLE -> scalars.getDoubleData()::getData;
      case STRING, VARCHAR -> scalars.getStringData()::getData;
      case GEOMETRY -> scalars.getGeometryWktData()::getData;
      case TIMESTAMPTZ -> moments(scalars);
      case JSON -> i -> scalars.getJsonData().getData(i).toByteArray();
      default -> throw new IllegalArgumentException("Not a scalar type: " + type);
    };
  }

  /** As texts, or as microseconds since 1970. */
  private static IntFunction<Object> moments(ScalarField scalars) {
    return scalars.hasTimestamptzData()
        ? i ->
            Instant.EPOCH
                .plus(scalars.getTimestamptzData().getData(i), ChronoUnit.MICROS)
                .toString()
        : scalars.getStringData()::getData;
  }

  private static int count(FieldData data, RowColumn column) {
    VectorField vectors = data.getVectors();
    int dimension = (int) vectors.getDim();
    return switch (column.type()) {
      case ARRAY -> data.getScalars().getArrayData().getDataCount();
      case FLOAT_VECTOR -> divide(vectors.getFloatVector().getDataCount(), dimension);
      case SPARSE_FLOAT_VECTOR -> vectors.getSparseFloatVector().getContentsCount();
      case BINARY_VECTOR, FLOAT16_VECTOR, BFLOAT16_VECTOR, INT8_VECTOR ->
          divide(VectorBytes.of(vectors, column.type()).size(), width(column.type(), dimension));
      default -> count(data.getScalars(), column.type());
    };
  }

  private static int count(ScalarField scalars, ColumnType type) {
    return switch (type) {
      case BOOL -> scalars.getBoolData().getDataCount();
      case INT8, INT16, INT32 -> scalars.getIntData().getDataCount();
      case INT64 -> scalars.getLongData().getDataCount();
      case FLOAT -> scalars.getFloatData().getDataCount();
      case DOUBLE -> scalars.getDoubleData().getDataCount();
      case STRING, VARCHAR -> scalars.getStringData().getDataCount();
      case GEOMETRY -> scalars.getGeometryWktData().getDataCount();
      case TIMESTAMPTZ ->
          Math.max(
              scalars.getStringData().getDataCount(), scalars.getTimestamptzData().getDataCount());
      case JSON -> scalars.getJsonData().getDataCount();
      default -> throw new IllegalArgumentException("Not a scalar type: " + type);
    };
  }

  private static List<Object> array(ScalarField elements, ColumnType element) {
    IntFunction<Object> values = scalars(elements, element);
    int size = count(elements, element);
    List<Object> array = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      array.add(values.apply(i));
    }
    return array;
  }

  private static float[] floats(List<Float> floats, int from, int count) {
    float[] vector = new float[count];
    for (int i = 0; i < count; i++) {
      vector[i] = floats.get(from + i);
    }
    return vector;
  }

  private static int width(ColumnType type, int dimension) {
    return switch (type) {
      case BINARY_VECTOR -> dimension / 8;
      case INT8_VECTOR -> dimension;
      default -> 2 * dimension;
    };
  }

  private static int divide(int size, int by) {
    return by == 0 ? 0 : size / by;
  }

  private static void require(boolean right, RowColumn column, int found, int expected) {
    if (!right) {
      throw new MilvusException(
          "Cannot read field '%s': Milvus answered with %d values for %d rows. Try again; if it happens again, this server has another protocol."
              .formatted(column.name(), found, expected));
    }
  }
}
