package dev.milvusbackup.internal.restore.preflight;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.IndexPolicy;
import dev.milvusbackup.RestoreRequest;
import dev.milvusbackup.SchemaChanges;
import dev.milvusbackup.internal.format.metadata.CollectionBackupInfo;
import dev.milvusbackup.internal.format.schema.CollectionSchema;
import dev.milvusbackup.internal.format.schema.FieldSchema;
import dev.milvusbackup.internal.format.schema.IndexInfo;
import dev.milvusbackup.internal.format.schema.KeyValue;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Applies the changes that a request asks for to the metadata of a collection. */
record SchemaChanger(SchemaChanges changes, boolean autoIndexes) {

  private static final int FIRST_VECTOR = 100;
  private static final int LAST_VECTOR = 199;
  private static final String TYPE = "index_type";
  private static final String METRIC = "metric_type";
  private static final String AUTO = "AUTOINDEX";

  static SchemaChanger of(RestoreRequest request) {
    return new SchemaChanger(request.schema(), request.indexes() == IndexPolicy.AUTO);
  }

  CollectionBackupInfo apply(CollectionBackupInfo info) {
    CollectionName name = info.collection();
    return info.changed(
        schema(name, info.schema()),
        changes.shardsOf(name, info.shards()),
        info.indexes().stream().map(index -> index(index, info.schema())).toList(),
        without(changes.withoutProperties(), info.properties()));
  }

  private CollectionSchema schema(CollectionName name, CollectionSchema schema) {
    return schema.changed(
        changes.descriptionOf(name).orElse(schema.description()),
        schema.fields().stream().map(this::field).toList(),
        without(changes.withoutProperties(), schema.properties()),
        schema.structArrayFields().stream()
            .map(array -> array.withFields(array.fields().stream().map(this::field).toList()))
            .toList());
  }

  private FieldSchema field(FieldSchema field) {
    return field.withParams(
        without(changes.withoutTypeParams(), field.typeParams()),
        without(changes.withoutIndexParams(), field.indexParams()));
  }

  private IndexInfo index(IndexInfo index, CollectionSchema schema) {
    boolean auto = autoIndexes && isVector(schema, index.fieldName());
    Map<String, String> params = new TreeMap<>(auto ? autoParams(index) : index.params());
    params.keySet().removeAll(changes.withoutIndexParams());
    return new IndexInfo(
        index.fieldName(),
        index.indexName(),
        auto ? AUTO : index.indexType(),
        params,
        index.indexId());
  }

  private static Map<String, String> autoParams(IndexInfo index) {
    String metric = index.params().get(METRIC);
    return metric == null ? Map.of(TYPE, AUTO) : Map.of(TYPE, AUTO, METRIC, metric);
  }

  private static boolean isVector(CollectionSchema schema, String field) {
    return schema.fields().stream()
        .filter(f -> f.name().equals(field))
        .anyMatch(f -> f.dataType() >= FIRST_VECTOR && f.dataType() <= LAST_VECTOR);
  }

  private static List<KeyValue> without(Set<String> keys, List<KeyValue> params) {
    return params.stream().filter(param -> !keys.contains(param.key())).toList();
  }
}
