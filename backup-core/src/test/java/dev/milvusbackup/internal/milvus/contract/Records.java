package dev.milvusbackup.internal.milvus.contract;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;

/** Copies of records with another value for one component. */
final class Records {

  private Records() {}

  @SuppressWarnings("unchecked") // its own constructor
  static <R extends Record> R with(R record, String component, Object value) {
    RecordComponent[] components = record.getClass().getRecordComponents();
    try {
      Object[] values = new Object[components.length];
      for (int i = 0; i < values.length; i++) {
        values[i] =
            components[i].getName().equals(component)
                ? value
                : components[i].getAccessor().invoke(record);
      }
      Class<?>[] types =
          Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      return (R) record.getClass().getDeclaredConstructor(types).newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException("No " + component + " in " + record, e);
    }
  }
}
