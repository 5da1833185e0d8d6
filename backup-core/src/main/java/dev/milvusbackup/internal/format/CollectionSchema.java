package dev.milvusbackup.internal.format;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * The schema of a collection. Names and omissions as the Go tool writes them; {@code
 * enable_namespace} is a key of ours.
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

  static final CollectionSchema EMPTY =
      new CollectionSchema("", "", false, List.of(), false, List.of(), List.of(), List.of(), false);

  /** Takes what the JSON leaves out as empty. */
  public CollectionSchema {
    name = MetaDefaults.text(name);
    description = MetaDefaults.text(description);
    fields = MetaDefaults.list(fields);
    properties = MetaDefaults.list(properties);
    functions = MetaDefaults.list(functions);
    structArrayFields = MetaDefaults.list(structArrayFields);
  }
}
