package dev.milvusbackup.internal.format.schema;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.milvusbackup.internal.format.json.MetadataDefaults;
import java.util.List;

/**
 * A function of a schema, which makes the values of some fields of others. Types are the numbers of
 * Milvus's {@code FunctionType}. Names and omissions as the Go tool writes them.
 */
public record FunctionSchema(
    @JsonProperty("name") String name,
    @JsonProperty("id") long id,
    @JsonProperty("description") String description,
    @JsonProperty("type") int type,
    @JsonProperty("input_field_names") List<String> inputNames,
    @JsonProperty("input_field_ids") List<Long> inputIds,
    @JsonProperty("output_field_names") List<String> outputNames,
    @JsonProperty("output_field_ids") List<Long> outputIds,
    @JsonProperty("params") List<KeyValue> params) {

  /** Takes what the JSON leaves out as empty. */
  public FunctionSchema {
    name = MetadataDefaults.text(name);
    description = MetadataDefaults.text(description);
    inputNames = MetadataDefaults.list(inputNames);
    inputIds = MetadataDefaults.list(inputIds);
    outputNames = MetadataDefaults.list(outputNames);
    outputIds = MetadataDefaults.list(outputIds);
    params = MetadataDefaults.list(params);
  }
}
