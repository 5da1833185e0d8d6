package dev.milvusbackup.internal.format;

import com.fasterxml.jackson.annotation.JsonProperty;
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
    name = MetaDefaults.text(name);
    description = MetaDefaults.text(description);
    fields = MetaDefaults.list(fields);
    typeParams = MetaDefaults.list(typeParams);
  }
}
