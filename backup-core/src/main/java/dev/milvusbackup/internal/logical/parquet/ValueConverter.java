package dev.milvusbackup.internal.logical.parquet;

import dev.milvusbackup.internal.rows.ColumnType;
import java.util.function.Consumer;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.PrimitiveConverter;

/** One value, as the Java type of its column. */
final class ValueConverter extends PrimitiveConverter {

  private final ColumnType type;
  private final Consumer<Object> target;

  ValueConverter(ColumnType type, Consumer<Object> target) {
    this.type = type;
    this.target = target;
  }

  @Override
  public void addBinary(Binary value) {
    target.accept(type.isText() ? value.toStringUsingUTF8() : value.getBytes());
  }

  @Override
  public void addBoolean(boolean value) {
    target.accept(value);
  }

  @Override
  public void addDouble(double value) {
    target.accept(value);
  }

  @Override
  public void addFloat(float value) {
    target.accept(value);
  }

  @Override
  public void addInt(int value) {
    target.accept(value);
  }

  @Override
  public void addLong(long value) {
    target.accept(value);
  }
}
