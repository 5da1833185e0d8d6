package dev.milvusbackup.internal.rows;

import java.util.Arrays;
import java.util.Optional;

/** The types of Milvus whose values can be read as rows, and the Java type of a value. */
public enum ColumnType {
  /** {@link Boolean}. */
  BOOL(1),
  /** {@link Integer}. */
  INT8(2),
  /** {@link Integer}. */
  INT16(3),
  /** {@link Integer}. */
  INT32(4),
  /** {@link Long}. */
  INT64(5),
  /** {@link Float}. */
  FLOAT(10),
  /** {@link Double}. */
  DOUBLE(11),
  /** {@link String}. */
  STRING(20),
  /** {@link String}. */
  VARCHAR(21),
  /** {@link java.util.List} of the values of the element type. */
  ARRAY(22),
  /** {@code byte[]}, text in UTF-8. */
  JSON(23),
  /** {@link String}, well-known text. */
  GEOMETRY(24),
  /** {@link String}, a timestamp with its offset as in ISO 8601, as Milvus returns it. */
  TIMESTAMPTZ(26),
  /** {@code byte[]}, eight dimensions each. */
  BINARY_VECTOR(100),
  /** {@code float[]}. */
  FLOAT_VECTOR(101),
  /** {@code byte[]}, two for each dimension, as in Milvus. */
  FLOAT16_VECTOR(102),
  /** {@code byte[]}, two for each dimension, as in Milvus. */
  BFLOAT16_VECTOR(103),
  /** {@code byte[]}, a 32-bit index and a 32-bit float for each entry, low byte first. */
  SPARSE_FLOAT_VECTOR(104),
  /** {@code byte[]}, one for each dimension. */
  INT8_VECTOR(105);

  private final int number;

  ColumnType(int number) {
    this.number = number;
  }

  /** The number of the type in Milvus. */
  public int number() {
    return number;
  }

  /** Whether its values are texts. */
  public boolean isText() {
    return switch (this) {
      case STRING, VARCHAR, GEOMETRY, TIMESTAMPTZ -> true;
      default -> false;
    };
  }

  /** Whether its values are vectors. */
  public boolean isVector() {
    return number >= BINARY_VECTOR.number;
  }

  /** The type with that number; empty if its values cannot be read as rows. */
  public static Optional<ColumnType> of(int number) {
    return Arrays.stream(values()).filter(type -> type.number == number).findFirst();
  }
}
