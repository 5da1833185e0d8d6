package dev.milvusbackup.internal.format.schema;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.milvusbackup.internal.format.json.MetadataDefaults;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The schema of a collection. Names and omissions are those of the Go tool; {@code
 * enable_namespace} is our own key.
 */
public record CollectionSchema(
    @JsonProperty("name") String name,
    @JsonProperty("description") String description,
    @JsonProperty("autoID") boolean autoId,
    @JsonProperty("fields") List<FieldSchema> fields,
    @JsonProperty("enable_dynamic_field") boolean dynamic,
    @JsonProperty("properties") List<KeyValue> properties,
    @JsonProperty("functions") List<FunctionSchema> functions,
    @JsonProperty("struct_array_fields") List<StructArrayFieldSchema> structArrayFields,
    @JsonProperty("enable_namespace") boolean namespace) {

  public static final CollectionSchema EMPTY =
      new CollectionSchema("", "", false, List.of(), false, List.of(), List.of(), List.of(), false);

  /** Replaces values that the JSON leaves out by empty ones. */
  public CollectionSchema {
    name = MetadataDefaults.text(name);
    description = MetadataDefaults.text(description);
    fields = MetadataDefaults.list(fields);
    properties = MetadataDefaults.list(properties);
    functions = MetadataDefaults.list(functions);
    structArrayFields = MetadataDefaults.list(structArrayFields);
  }

  /** Whether Milvus itself chooses the partition of a row by a field. */
  public boolean hasPartitionKey() {
    return fields.stream().anyMatch(FieldSchema::partitionKey);
  }

  /** Returns a copy with another description and other fields and properties. */
  public CollectionSchema changed(
      String newDescription,
      List<FieldSchema> newFields,
      List<KeyValue> newProperties,
      List<StructArrayFieldSchema> newStructArrayFields) {
    return new CollectionSchema(
        name,
        newDescription,
        autoId,
        newFields,
        dynamic,
        newProperties,
        functions,
        newStructArrayFields,
        namespace);
  }

  /**
   * Returns a copy with its fields, except for the one of dynamic values, numbered as in a new
   * collection.
   */
  public CollectionSchema numbered() {
    List<FieldSchema> given =
        fields.stream()
            .filter(field -> !field.dynamic())
            .sorted(Comparator.comparingLong(FieldSchema::fieldId))
            .toList();
    List<FieldSchema> numbered =
        IntStream.range(0, given.size())
            .mapToObj(i -> given.get(i).numbered(FieldOrder.FIRST_FIELD_ID + i))
            .toList();
    return new CollectionSchema(
        name,
        description,
        autoId,
        numbered,
        dynamic,
        properties,
        functions,
        structArrayFields,
        namespace);
  }
}
