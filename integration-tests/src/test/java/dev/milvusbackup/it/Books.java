package dev.milvusbackup.it;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.milvus.v2.client.MilvusClientV2;
import io.milvus.v2.common.ConsistencyLevel;
import io.milvus.v2.common.DataType;
import io.milvus.v2.common.IndexParam;
import io.milvus.v2.service.collection.request.AddFieldReq;
import io.milvus.v2.service.collection.request.CreateCollectionReq;
import io.milvus.v2.service.collection.request.DropCollectionReq;
import io.milvus.v2.service.utility.request.FlushReq;
import io.milvus.v2.service.vector.request.DeleteReq;
import io.milvus.v2.service.vector.request.InsertReq;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A simple collection: key, title, vector. */
final class Books {

  static final int DIMENSION = 8;

  private final MilvusClientV2 client;
  private final String name;

  private Books(MilvusClientV2 client, String name) {
    this.client = client;
    this.name = name;
  }

  static Books create(MilvusClientV2 client, String name) {
    client.dropCollection(DropCollectionReq.builder().collectionName(name).build());
    CreateCollectionReq.CollectionSchema schema = client.createSchema();
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
                        .extraParams(java.util.Map.of("nlist", 16))
                        .build()))
            .build());
    return new Books(client, name);
  }

  String name() {
    return name;
  }

  Books insert(long firstId, int count) {
    Random random = new Random(firstId);
    List<JsonObject> rows = new ArrayList<>(count);
    for (long id = firstId; id < firstId + count; id++) {
      rows.add(row(id, "Buch № " + id + " – 书", random));
    }
    client.insert(InsertReq.builder().collectionName(name).data(rows).build());
    return this;
  }

  Books delete(long firstId, int count) {
    List<Object> ids = new ArrayList<>();
    for (long id = firstId; id < firstId + count; id++) {
      ids.add(id);
    }
    client.delete(DeleteReq.builder().collectionName(name).ids(ids).build());
    return this;
  }

  /** Ends the growing segment, so that the next insert starts another one. */
  Books flush() {
    client.flush(FlushReq.builder().collectionNames(List.of(name)).build());
    return this;
  }

  private static JsonObject row(long id, String title, Random random) {
    JsonObject row = new JsonObject();
    row.addProperty("id", id);
    row.addProperty("title", title);
    JsonArray vector = new JsonArray();
    for (int i = 0; i < DIMENSION; i++) {
      vector.add(random.nextFloat());
    }
    row.add("vector", vector);
    return row;
  }
}
