package dev.milvusbackup.internal.format.schema;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * The order in which the fields of a collection were created, which decides their ids and so the
 * names of binlogs: Milvus numbers the initial fields, the field of dynamic values, then each array
 * of structs followed by the fields of its structs. Fields that are added later follow.
 *
 * @param first the initial fields of the collection, in the order of their ids
 * @param structs the ids of the arrays of structs and of their fields, in their order
 * @param later the fields that were added after all these
 * @param dynamic whether Milvus adds a field of dynamic values
 */
public record FieldOrder(
    List<FieldSchema> first, List<Long> structs, List<FieldSchema> later, boolean dynamic) {

  // Milvus numbers the fields of a new collection from here on.
  static final long FIRST_FIELD_ID = 100;

  public static FieldOrder of(CollectionSchema schema) {
    List<FieldSchema> sorted =
        schema.fields().stream()
            .filter(field -> !field.dynamic())
            .sorted(Comparator.comparingLong(FieldSchema::fieldId))
            .toList();
    List<Long> structs = structs(schema);
    int first = sorted.size();
    if (schema.dynamic() || !structs.isEmpty()) {
      first = 0;
      while (first < sorted.size() && sorted.get(first).fieldId() == FIRST_FIELD_ID + first) {
        first++;
      }
    }
    return new FieldOrder(
        sorted.subList(0, first), structs, sorted.subList(first, sorted.size()), schema.dynamic());
  }

  private static List<Long> structs(CollectionSchema schema) {
    return schema.structArrayFields().stream()
        .sorted(Comparator.comparingLong(StructArrayFieldSchema::fieldId))
        .flatMap(
            array ->
                Stream.concat(
                    Stream.of(array.fieldId()),
                    array.fields().stream().map(FieldSchema::fieldId).sorted()))
        .toList();
  }

  /** Whether a new collection would give its fields the same ids. */
  public boolean isRepeatable() {
    long afterFirst = FIRST_FIELD_ID + first.size() + (dynamic ? 1 : 0);
    return isNumbered(ids(first), FIRST_FIELD_ID)
        && isNumbered(structs, afterFirst)
        && isNumbered(ids(later), afterFirst + structs.size());
  }

  public List<Long> ids() {
    List<Long> all = new ArrayList<>(ids(first));
    all.addAll(structs);
    all.addAll(ids(later));
    return all;
  }

  private static List<Long> ids(List<FieldSchema> fields) {
    return fields.stream().map(FieldSchema::fieldId).toList();
  }

  private static boolean isNumbered(List<Long> ids, long from) {
    return ids.equals(LongStream.range(from, from + ids.size()).boxed().toList());
  }
}
