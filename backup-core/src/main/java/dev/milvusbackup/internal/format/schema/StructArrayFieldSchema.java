package dev.milvusbackup.internal.format.schema;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.milvusbackup.internal.format.json.MetadataDefaults;
import java.util.List;

/**
 * An array of structs. Names and omissions are those of the Go tool; {@code type_params} is our own
 * key.
 */
public record StructArrayFieldSchema(
    @JsonProperty("fieldID") long fieldId,
    @JsonProperty("name") String name,
    @JsonProperty("description") String description,
    @JsonProperty("fields") List<FieldSchema> fields,
    @JsonProperty("type_params") List<KeyValue> typeParams) {

  /** Replaces values that the JSON leaves out by empty ones. */
  public StructArrayFieldSchema {
    name = MetadataDefaults.text(name);
    description = MetadataDefaults.text(description);
    fields = MetadataDefaults.list(fields);
    typeParams = MetadataDefaults.list(typeParams);
  }

  public StructArrayFieldSchema withFields(List<FieldSchema> newFields) {
    return new StructArrayFieldSchema(fieldId, name, description, newFields, typeParams);
  }
}
