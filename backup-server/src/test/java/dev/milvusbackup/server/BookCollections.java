package dev.milvusbackup.server;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.milvus.orm.iterator.QueryIterator;
import io.milvus.response.QueryResultsWrapper.RowRecord;
import io.milvus.v2.client.MilvusClientV2;
import io.milvus.v2.common.ConsistencyLevel;
import io.milvus.v2.common.DataType;
import io.milvus.v2.common.IndexParam;
import io.milvus.v2.service.collection.request.AddFieldReq;
import io.milvus.v2.service.collection.request.CreateCollectionReq;
import io.milvus.v2.service.collection.request.LoadCollectionReq;
import io.milvus.v2.service.vector.request.InsertReq;
import io.milvus.v2.service.vector.request.QueryIteratorReq;
import io.milvus.v2.service.vector.request.QueryReq;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/** Collections with rows in them, and their rows to be compared. */
final class BookCollections {

  private static final int DIMENSION = 32;

  private BookCollections() {}

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
                        .indexName("by_vector")
                        .indexType(IndexParam.IndexType.IVF_FLAT)
                        .metricType(IndexParam.MetricType.L2)
                        .extraParams(Map.of("nlist", 16))
                        .build()))
            .build());
    for (int from = 0; from < rows; from += 5000) {
      insert(client, name, from, Math.min(5000, rows - from));
    }
  }

  private static void insert(MilvusClientV2 client, String name, int from, int count) {
    Random random = new Random(from);
    List<JsonObject> rows = new ArrayList<>();
    for (int id = from; id < from + count; id++) {
      JsonObject row = new JsonObject();
      row.addProperty("id", id);
      row.addProperty("title", "Buch № " + id + " – 书");
      JsonArray vector = new JsonArray();
      for (int i = 0; i < DIMENSION; i++) {
        vector.add(random.nextFloat());
      }
      row.add("vector", vector);
      rows.add(row);
    }
    client.insert(InsertReq.builder().collectionName(name).data(rows).build());
  }

  static SortedMap<String, String> rows(MilvusClientV2 client, String collection) {
    client.loadCollection(LoadCollectionReq.builder().collectionName(collection).build());
    // A strong read first makes the iterator see the latest state.
    client.query(
        QueryReq.builder()
            .collectionName(collection)
            .outputFields(List.of("count(*)"))
            .filter("")
            .consistencyLevel(ConsistencyLevel.STRONG)
            .build());
    SortedMap<String, String> rows = new TreeMap<>();
    QueryIterator pages =
        client.queryIterator(
            QueryIteratorReq.builder()
                .collectionName(collection)
                .outputFields(List.of("*"))
                .batchSize(1000)
                .consistencyLevel(ConsistencyLevel.STRONG)
                .build());
    for (List<RowRecord> page = pages.next(); !page.isEmpty(); page = pages.next()) {
      page.forEach(
          r -> rows.put(String.valueOf(r.get("id")), new TreeMap<>(r.getFieldValues()).toString()));
    }
    pages.close();
    return rows;
  }
}
