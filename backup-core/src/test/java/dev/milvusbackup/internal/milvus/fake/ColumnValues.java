package dev.milvusbackup.internal.milvus.fake;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.milvusbackup.internal.milvus.grpc.rows.FieldDataReader;
import dev.milvusbackup.internal.milvus.grpc.rows.FieldDataWriter;
import dev.milvusbackup.internal.rows.RowColumn;
import io.milvus.grpc.ArrayArray;
import io.milvus.grpc.DataType;
import io.milvus.grpc.FieldData;
import io.milvus.grpc.ScalarField;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.io.api.Binary;

/** Values between rows and the columns of binlogs: arrays are protobuf, vectors are bytes. */
final class ColumnValues {

  private ColumnValues() {}

  static void put(SimpleGroup row, RowColumn column, Object value) {
    switch (column.type()) {
      case BOOL -> row.add(0, (boolean) value);
      case INT8, INT16, INT32 -> row.add(0, (int) value);
      case INT64 -> row.add(0, (long) value);
      case FLOAT -> row.add(0, (float) value);
      case DOUBLE -> row.add(0, (double) value);
      case STRING, VARCHAR -> row.add(0, (String) value);
      case ARRAY -> row.add(0, binary(array(column, value)));
      case FLOAT_VECTOR -> row.add(0, binary(bytes((float[]) value)));
      default -> row.add(0, binary((byte[]) value));
    }
  }

  static Object get(ColumnReader cell, RowColumn column) {
    return switch (column.type()) {
      case BOOL -> cell.getBoolean();
      case INT8, INT16, INT32 -> cell.getInteger();
      case INT64 -> cell.getLong();
      case FLOAT -> cell.getFloat();
      case DOUBLE -> cell.getDouble();
      case STRING, VARCHAR -> cell.getBinary().toStringUsingUTF8();
      case ARRAY -> list(column, cell.getBinary().getBytes());
      case FLOAT_VECTOR -> floats(cell.getBinary().getBytes());
      default -> cell.getBinary().getBytes();
    };
  }

  private static Binary binary(byte[] bytes) {
    return Binary.fromConstantByteArray(bytes);
  }

  private static byte[] array(RowColumn column, Object value) {
    List<Object[]> one = new ArrayList<>();
    one.add(new Object[] {value});
    RowColumn required = required(column);
    return FieldDataWriter.write(required, 0, one)
        .getScalars()
        .getArrayData()
        .getData(0)
        .toByteArray();
  }

  private static Object list(RowColumn column, byte[] bytes) {
    try {
      FieldData data =
          FieldData.newBuilder()
              .setFieldName(column.name())
              .setTypeValue(column.type().number())
              .setScalars(
                  ScalarField.newBuilder()
                      .setArrayData(
                          ArrayArray.newBuilder()
                              .setElementType(DataType.forNumber(column.element().number()))
                              .addData(ScalarField.parseFrom(bytes))))
              .build();
      List<Object[]> rows = new ArrayList<>();
      rows.add(new Object[1]);
      FieldDataReader.read(data, required(column), 0, rows);
      return rows.get(0)[0];
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException("Not an array of " + column, e);
    }
  }

  private static RowColumn required(RowColumn column) {
    return new RowColumn(
        column.name(), column.type(), column.element(), column.dimension(), false, false);
  }

  private static byte[] bytes(float[] vector) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * vector.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(vector);
    return bytes.array();
  }

  private static float[] floats(byte[] bytes) {
    float[] vector = new float[bytes.length / 4];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(vector);
    return vector;
  }
}
