package dev.milvusbackup.internal.format.schema;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.milvusbackup.internal.format.json.MetadataDefaults;
import java.util.List;

/**
 * An array of structs. Names and omissions as the Go tool writes them; {@code type_params} is a key
 * of ours.
 */
public record StructArrayFieldSchema(
    @JsonProperty("fieldID") long fieldId,
    @JsonProperty("name") String name,
    @JsonProperty("description") String description,
    @JsonProperty("fields") List<FieldSchema> fields,
    @JsonProperty("type_params") List<KeyValue> typeParams) {

  /** Takes what the JSON leaves out as empty. */
  public StructArrayFieldSchema {
    name = MetadataDefaults.text(name);
    description = MetadataDefaults.text(description);
    fields = MetadataDefaults.list(fields);
    typeParams = MetadataDefaults.list(typeParams);
  }
}
