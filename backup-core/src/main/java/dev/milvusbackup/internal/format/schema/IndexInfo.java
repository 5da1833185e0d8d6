package dev.milvusbackup.internal.format.schema;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.milvusbackup.internal.format.json.MetadataDefaults;
import java.util.Map;

/** An index of a collection. Names and omissions are those of the Go tool. */
public record IndexInfo(
    @JsonProperty("field_name") String fieldName,
    @JsonProperty("index_name") String indexName,
    @JsonProperty("index_type") String indexType,
    @JsonProperty("params") Map<String, String> params,
    @JsonProperty("index_id") long indexId) {

  /** Replaces values that the JSON leaves out by empty ones. */
  public IndexInfo {
    fieldName = MetadataDefaults.text(fieldName);
    indexName = MetadataDefaults.text(indexName);
    indexType = MetadataDefaults.text(indexType);
    params = MetadataDefaults.map(params);
  }
}
