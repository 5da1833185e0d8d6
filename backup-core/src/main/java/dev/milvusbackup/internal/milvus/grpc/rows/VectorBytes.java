package dev.milvusbackup.internal.milvus.grpc.rows;

import com.google.protobuf.ByteString;
import dev.milvusbackup.internal.rows.ColumnType;
import io.milvus.grpc.VectorField;

/** The slots of a message for vectors of bytes, one for each type. */
final class VectorBytes {

  private VectorBytes() {}

  static ByteString of(VectorField vectors, ColumnType type) {
    return switch (type) {
      case BINARY_VECTOR -> vectors.getBinaryVector();
      case FLOAT16_VECTOR -> vectors.getFloat16Vector();
      case BFLOAT16_VECTOR -> vectors.getBfloat16Vector();
      case INT8_VECTOR -> vectors.getInt8Vector();
      default -> throw new IllegalArgumentException("Not a vector of bytes: " + type);
    };
  }

  static void set(VectorField.Builder vectors, ColumnType type, ByteString bytes) {
    switch (type) {
      case BINARY_VECTOR -> vectors.setBinaryVector(bytes);
      case FLOAT16_VECTOR -> vectors.setFloat16Vector(bytes);
      case BFLOAT16_VECTOR -> vectors.setBfloat16Vector(bytes);
      case INT8_VECTOR -> vectors.setInt8Vector(bytes);
      default -> throw new IllegalArgumentException("Not a vector of bytes: " + type);
    }
  }
}
