package dev.milvusbackup.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.milvus.v2.client.MilvusClientV2;
import io.milvus.v2.common.ConsistencyLevel;
import io.milvus.v2.common.DataType;
import io.milvus.v2.common.IndexParam;
import io.milvus.v2.service.collection.request.AddFieldReq;
import io.milvus.v2.service.collection.request.CreateCollectionReq;
import io.milvus.v2.service.collection.request.LoadCollectionReq;
import io.milvus.v2.service.vector.request.InsertReq;
import io.milvus.v2.service.vector.request.QueryReq;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A small collection with known rows. */
final class Books {

  private static final int DIMENSION = 8;

  private Books() {}

  static void create(MilvusClientV2 client, String name, int rows) {
    CreateCollectionReq.CollectionSchema schema = MilvusClientV2.CreateSchema();
    schema.addField(
        AddFieldReq.builder().fieldName("id").dataType(DataType.Int64).isPrimaryKey(true).build());
    schema.addField(
        AddFieldReq.builder().fieldName("title").dataType(DataType.VarChar).maxLength(200).build());
    schema.addField(
        AddFieldReq.builder()
            .fieldName("vector")
            .dataType(DataType.FloatVector)
            .dimension(DIMENSION)
            .build());
    client.createCollection(
        CreateCollectionReq.builder()
            .collectionName(name)
            .collectionSchema(schema)
            .consistencyLevel(ConsistencyLevel.STRONG)
            .indexParams(
                List.of(
                    IndexParam.builder()
                        .fieldName("vector")
                        .indexType(IndexParam.IndexType.IVF_FLAT)
                        .metricType(IndexParam.MetricType.L2)
                        .extraParams(Map.<String, Object>of("nlist", 16))
                        .build()))
            .build());
    List<JsonObject> data = new ArrayList<>();
    for (int id = 0; id < rows; id++) {
      data.add(row(id));
    }
    client.insert(InsertReq.builder().collectionName(name).data(data).build());
  }

  static SortedMap<String, String> rows(MilvusClientV2 client, String name) {
    client.loadCollection(LoadCollectionReq.builder().collectionName(name).build());
    SortedMap<String, String> rows = new TreeMap<>();
    client
        .query(
            QueryReq.builder()
                .collectionName(name)
                .filter("id >= 0")
                .outputFields(List.of("id", "title", "vector"))
                .consistencyLevel(ConsistencyLevel.STRONG)
                .limit(16_000)
                .build())
        .getQueryResults()
        .forEach(
            r ->
                rows.put(
                    String.valueOf(r.getEntity().get("id")),
                    new TreeMap<>(r.getEntity()).toString()));
    return rows;
  }

  private static JsonObject row(int id) {
    JsonObject row = new JsonObject();
    row.addProperty("id", id);
    row.addProperty("title", "Buch № " + id + " – 书");
    JsonArray vector = new JsonArray();
    for (int i = 0; i < DIMENSION; i++) {
      vector.add(id + i / 10f);
    }
    row.add("vector", vector);
    return row;
  }
}
