package dev.milvusbackup.internal.format.schema;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The order in which the fields of a collection were created, which decides their ids and so the
 * names of binlogs: Milvus numbers the initial fields, then adds the field of dynamic values, and
 * fields that are added later follow.
 *
 * @param first the initial fields of the collection, in the order of their ids
 * @param later the fields that were added after the field of dynamic values
 */
public record FieldOrder(List<FieldSchema> first, List<FieldSchema> later) {

  // Milvus numbers the fields of a new collection from here on.
  static final long FIRST_FIELD_ID = 100;

  public static FieldOrder of(CollectionSchema schema) {
    List<FieldSchema> sorted =
        schema.fields().stream()
            .filter(field -> !field.dynamic())
            .sorted(Comparator.comparingLong(FieldSchema::fieldId))
            .toList();
    if (!schema.dynamic()) {
      return new FieldOrder(sorted, List.of());
    }
    int first = 0;
    while (first < sorted.size() && sorted.get(first).fieldId() == FIRST_FIELD_ID + first) {
      first++;
    }
    return new FieldOrder(sorted.subList(0, first), sorted.subList(first, sorted.size()));
  }

  /** Whether a new collection would give its fields the same ids. */
  public boolean isRepeatable() {
    return isNumbered(first, FIRST_FIELD_ID)
        && isNumbered(later, FIRST_FIELD_ID + first.size() + 1);
  }

  public List<Long> ids() {
    return Stream.concat(first.stream(), later.stream()).map(FieldSchema::fieldId).toList();
  }

  private static boolean isNumbered(List<FieldSchema> fields, long from) {
    for (int i = 0; i < fields.size(); i++) {
      if (fields.get(i).fieldId() != from + i) {
        return false;
      }
    }
    return true;
  }
}
