package dev.milvusbackup.internal.format.schema;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.milvusbackup.internal.format.json.MetadataDefaults;
import java.util.List;

/**
 * A function of a schema, which computes the values of some fields from others. Types are the
 * numbers of Milvus's {@code FunctionType}. Names and omissions are those of the Go tool.
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

  /** Replaces values that the JSON leaves out by empty ones. */
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
