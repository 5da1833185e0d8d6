package dev.milvusbackup.internal.format.schema;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.milvusbackup.internal.format.json.MetadataDefaults;
import java.util.Map;

/** An index of a collection. Names and omissions as the Go tool writes them. */
public record IndexInfo(
    @JsonProperty("field_name") String fieldName,
    @JsonProperty("index_name") String indexName,
    @JsonProperty("index_type") String indexType,
    @JsonProperty("params") Map<String, String> params,
    @JsonProperty("index_id") long indexId) {

  /** Takes what the JSON leaves out as empty. */
  public IndexInfo {
    fieldName = MetadataDefaults.text(fieldName);
    indexName = MetadataDefaults.text(indexName);
    indexType = MetadataDefaults.text(indexType);
    params = MetadataDefaults.map(params);
  }
}
