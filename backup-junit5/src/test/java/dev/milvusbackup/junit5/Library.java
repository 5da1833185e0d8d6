package dev.milvusbackup.junit5;

import static java.util.stream.Collectors.toMap;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.milvus.v2.client.MilvusClientV2;
import io.milvus.v2.common.ConsistencyLevel;
import io.milvus.v2.common.DataType;
import io.milvus.v2.common.IndexParam;
import io.milvus.v2.service.collection.request.AddFieldReq;
import io.milvus.v2.service.collection.request.CreateCollectionReq;
import io.milvus.v2.service.vector.request.InsertReq;
import io.milvus.v2.service.vector.request.QueryReq;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;

/** A small collection with known rows. */
final class Library {

  private static final int DIMENSION = 4;

  private Library() {}

  static void create(MilvusClientV2 milvus, String collection, int rows) {
    CreateCollectionReq.CollectionSchema schema =
        CreateCollectionReq.CollectionSchema.builder().build();
    schema.addField(
        AddFieldReq.builder().fieldName("id").dataType(DataType.Int64).isPrimaryKey(true).build());
    schema.addField(
        AddFieldReq.builder().fieldName("title").dataType(DataType.VarChar).maxLength(50).build());
    schema.addField(
        AddFieldReq.builder()
            .fieldName("embedding")
            .dataType(DataType.FloatVector)
            .dimension(DIMENSION)
            .build());
    milvus.createCollection(
        CreateCollectionReq.builder()
            .collectionName(collection)
            .collectionSchema(schema)
            .indexParam(
                IndexParam.builder()
                    .fieldName("embedding")
                    .indexType(IndexParam.IndexType.FLAT)
                    .metricType(IndexParam.MetricType.L2)
                    .build())
            .build());
    insert(milvus, collection, 0, rows);
  }

  static void insert(MilvusClientV2 milvus, String collection, int from, int to) {
    milvus.insert(
        InsertReq.builder()
            .collectionName(collection)
            .data(LongStream.range(from, to).mapToObj(Library::row).toList())
            .build());
  }

  /** Title by id of all rows of a loaded collection. */
  static Map<Long, String> titles(MilvusClientV2 milvus, String collection) {
    return milvus
        .query(
            QueryReq.builder()
                .collectionName(collection)
                .filter("id >= 0")
                .outputFields(List.of("id", "title"))
                .consistencyLevel(ConsistencyLevel.STRONG)
                .build())
        .getQueryResults()
        .stream()
        .map(result -> result.getEntity())
        .collect(
            toMap(
                e -> (Long) e.get("id"),
                e -> (String) e.get("title"),
                (a, b) -> a + b,
                TreeMap::new));
  }

  static Map<Long, String> titles(int rows) {
    return LongStream.range(0, rows)
        .boxed()
        .collect(toMap(id -> id, Library::title, (a, b) -> a + b, TreeMap::new));
  }

  private static JsonObject row(long id) {
    JsonObject row = new JsonObject();
    row.addProperty("id", id);
    row.addProperty("title", title(id));
    JsonArray vector = new JsonArray();
    for (int i = 0; i < DIMENSION; i++) {
      vector.add((float) (id + i) / 7);
    }
    row.add("embedding", vector);
    return row;
  }

  private static String title(long id) {
    return "Volume " + id;
  }
}
