package dev.milvusbackup.internal.logical.parquet;

import java.util.Arrays;
import org.apache.parquet.io.api.PrimitiveConverter;

/** The components of a vector, without an object for each. */
final class FloatsConverter extends PrimitiveConverter {

  private float[] floats = new float[128];
  private int size;

  void clear() {
    size = 0;
  }

  float[] vector() {
    return Arrays.copyOf(floats, size);
  }

  @Override
  public void addFloat(float value) {
    if (size == floats.length) {
      floats = Arrays.copyOf(floats, 2 * size);
    }
    floats[size++] = value;
  }
}
