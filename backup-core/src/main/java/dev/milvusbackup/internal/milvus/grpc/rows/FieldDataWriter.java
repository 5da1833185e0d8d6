package dev.milvusbackup.internal.milvus.grpc.rows;

import com.google.protobuf.ByteString;
import dev.milvusbackup.internal.rows.ColumnType;
import dev.milvusbackup.internal.rows.RowColumn;
import io.milvus.grpc.ArrayArray;
import io.milvus.grpc.BoolArray;
import io.milvus.grpc.DataType;
import io.milvus.grpc.DoubleArray;
import io.milvus.grpc.FieldData;
import io.milvus.grpc.FloatArray;
import io.milvus.grpc.GeometryWktArray;
import io.milvus.grpc.IntArray;
import io.milvus.grpc.JSONArray;
import io.milvus.grpc.LongArray;
import io.milvus.grpc.ScalarField;
import io.milvus.grpc.SparseFloatArray;
import io.milvus.grpc.StringArray;
import io.milvus.grpc.VectorField;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes columns of values for inserts into Milvus. */
public final class FieldDataWriter {

  private FieldDataWriter() {}

  /** The values of a column; a flag for each row marks nulls, which are left out of the values. */
  public static FieldData write(RowColumn column, int index, List<@Nullable Object[]> rows) {
    FieldData.Builder data =
        FieldData.newBuilder()
            .setFieldName(column.name())
            .setTypeValue(column.type().number())
            .setIsDynamic(column.dynamic());
    List<Object> values = new ArrayList<>(rows.size());
    for (@Nullable Object[] row : rows) {
      Object value = row[index];
      if (column.nullable()) {
        data.addValidData(value != null);
      }
      if (value != null) {
        values.add(value);
      }
    }
    if (column.type().isVector()) {
      data.setVectors(vectors(column, values));
    } else if (column.type() == ColumnType.ARRAY) {
      data.setScalars(arrays(column.element(), values));
    } else {
      data.setScalars(scalars(column.type(), values));
    }
    return data.build();
  }

  @SuppressWarnings("unchecked") // the type of the column determines the type of its values
  private static <T> List<T> as(List<?> values) {
    return (List<T>) values;
  }

  private static ScalarField scalars(ColumnType type, List<?> values) {
    ScalarField.Builder field = ScalarField.newBuilder();
    switch (type) {
      case BOOL -> field.setBoolData(BoolArray.newBuilder().addAllData(as(values)));
      case INT8, INT16, INT32 -> field.setIntData(IntArray.newBuilder().addAllData(as(values)));
      case INT64 -> field.setLongData(LongArray.newBuilder().addAllData(as(values)));
      case FLOAT -> field.setFloatData(FloatArray.newBuilder().addAllData(as(values)));
      case DOUBLE -> field.setDoubleData(DoubleArray.newBuilder().addAllData(as(values)));
      // Milvus also accepts timestamps as texts.
      case STRING, VARCHAR, TIMESTAMPTZ ->
          field.setStringData(StringArray.newBuilder().addAllData(as(values)));
      case GEOMETRY ->
          field.setGeometryWktData(GeometryWktArray.newBuilder().addAllData(as(values)));
      case JSON ->
          field.setJsonData(
              JSONArray.newBuilder()
                  .addAllData(
                      FieldDataWriter.<byte[]>as(values).stream()
                          .map(ByteString::copyFrom)
                          .toList()));
      default -> throw new IllegalArgumentException("Not a scalar type: " + type);
    }
    return field.build();
  }

  private static ScalarField arrays(ColumnType element, List<Object> values) {
    ArrayArray.Builder arrays =
        ArrayArray.newBuilder().setElementType(DataType.forNumber(element.number()));
    values.forEach(array -> arrays.addData(scalars(element, (List<?>) array)));
    return ScalarField.newBuilder().setArrayData(arrays).build();
  }

  private static VectorField vectors(RowColumn column, List<Object> values) {
    VectorField.Builder field = VectorField.newBuilder().setDim(column.dimension());
    List<byte[]> bytes = as(values);
    switch (column.type()) {
      case FLOAT_VECTOR -> field.setFloatVector(floats(as(values)));
      case SPARSE_FLOAT_VECTOR ->
          field.setSparseFloatVector(sparse(bytes)).setDim(sparseWidth(bytes));
      default ->
          VectorBytes.set(
              field,
              column.type(),
              ByteString.copyFrom(bytes.stream().map(ByteString::copyFrom).toList()));
    }
    return field.build();
  }

  private static FloatArray floats(List<float[]> vectors) {
    FloatArray.Builder floats = FloatArray.newBuilder();
    for (float[] vector : vectors) {
      for (float f : vector) {
        floats.addData(f);
      }
    }
    return floats.build();
  }

  private static SparseFloatArray sparse(List<byte[]> vectors) {
    return SparseFloatArray.newBuilder()
        .addAllContents(vectors.stream().map(ByteString::copyFrom).toList())
        .setDim(sparseWidth(vectors))
        .build();
  }

  /** One more than the largest index: Milvus's dimension. */
  private static long sparseWidth(List<byte[]> vectors) {
    long width = 0;
    for (byte[] vector : vectors) {
      for (int at = 0; at + 4 <= vector.length; at += 8) {
        long index =
            (vector[at] & 0xffL)
                | (vector[at + 1] & 0xffL) << 8
                | (vector[at + 2] & 0xffL) << 16
                | (vector[at + 3] & 0xffL) << 24;
        width = Math.max(width, index + 1);
      }
    }
    return width;
  }
}
