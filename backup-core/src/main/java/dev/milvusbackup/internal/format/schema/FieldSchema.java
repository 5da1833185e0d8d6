package dev.milvusbackup.internal.format.schema;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.milvusbackup.internal.format.json.MetadataDefaults;
import java.util.List;

/**
 * A field of a schema. Types are the numbers of Milvus's {@code DataType}. Names and omissions are
 * those of the Go tool; {@code is_clustering_key} is our own key.
 */
public record FieldSchema(
    @JsonProperty("fieldID") long fieldId,
    @JsonProperty("name") String name,
    @JsonProperty("is_primary_key") boolean primaryKey,
    @JsonProperty("description") String description,
    @JsonProperty("data_type") int dataType,
    @JsonProperty("type_params") List<KeyValue> typeParams,
    @JsonProperty("index_params") List<KeyValue> indexParams,
    @JsonProperty("autoID") boolean autoId,
    @JsonProperty("state") int state,
    @JsonProperty("element_type") int elementType,
    @JsonProperty("is_dynamic") boolean dynamic,
    @JsonProperty("is_partition_key") boolean partitionKey,
    @JsonProperty("nullable") boolean nullable,
    @JsonProperty("is_function_output") boolean functionOutput,
    @JsonProperty("default_value_base64") String defaultValue,
    @JsonProperty("is_clustering_key") boolean clusteringKey) {

  /** Replaces values that the JSON leaves out by empty ones. */
  public FieldSchema {
    name = MetadataDefaults.text(name);
    description = MetadataDefaults.text(description);
    typeParams = MetadataDefaults.list(typeParams);
    indexParams = MetadataDefaults.list(indexParams);
    defaultValue = MetadataDefaults.text(defaultValue);
  }

  FieldSchema numbered(long id) {
    return with(id, typeParams, indexParams);
  }

  /** Returns a copy with other parameters. */
  public FieldSchema withParams(List<KeyValue> newTypeParams, List<KeyValue> newIndexParams) {
    return with(fieldId, newTypeParams, newIndexParams);
  }

  private FieldSchema with(long id, List<KeyValue> newTypeParams, List<KeyValue> newIndexParams) {
    return new FieldSchema(
        id,
        name,
        primaryKey,
        description,
        dataType,
        newTypeParams,
        newIndexParams,
        autoId,
        state,
        elementType,
        dynamic,
        partitionKey,
        nullable,
        functionOutput,
        defaultValue,
        clusteringKey);
  }
}
