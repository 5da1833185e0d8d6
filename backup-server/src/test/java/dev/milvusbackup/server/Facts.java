package dev.milvusbackup.server;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import io.milvus.v2.client.MilvusClientV2;
import io.milvus.v2.common.DataType;
import io.milvus.v2.common.IndexParam;
import io.milvus.v2.service.collection.request.AddFieldReq;
import io.milvus.v2.service.collection.request.CreateCollectionReq;
import io.milvus.v2.service.collection.request.CreateCollectionReq.CollectionSchema;
import io.milvus.v2.service.collection.request.LoadCollectionReq;
import io.milvus.v2.service.database.request.CreateDatabaseReq;
import io.milvus.v2.service.index.request.CreateIndexReq;
import io.milvus.v2.service.vector.request.InsertReq;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The collections that were there when the Go tool's answers were recorded. */
final class Facts {

  private final MilvusClientV2 client;

  private Facts(MilvusClientV2 client) {
    this.client = client;
  }

  static void create(MilvusClientV2 client) throws InterruptedException {
    Facts facts = new Facts(client);
    facts.dynamic();
    facts.partitionKey();
    facts.collection("facts_empty", autoId(DataType.BinaryVector, 16), 1);
    client.createDatabase(CreateDatabaseReq.builder().databaseName("facts_db").build());
    client.useDatabase("facts_db");
    for (String name : List.of("facts_indb", "facts_indb_rs")) {
      facts.collection(name, autoId(DataType.FloatVector, 8), 1);
      facts.insert(name, 50, "{\"v\": [1, 2, 3, 4, 5, 6, 7, %d]}");
    }
    client.useDatabase("default");
  }

  private void dynamic() {
    CollectionSchema schema = MilvusClientV2.CreateSchema();
    schema.setEnableDynamicField(true);
    schema.addField(
        AddFieldReq.builder()
            .fieldName("id")
            .description("pk")
            .dataType(DataType.Int64)
            .isPrimaryKey(true)
            .build());
    schema.addField(text("title", 64).build());
    schema.addField(AddFieldReq.builder().fieldName("flag").dataType(DataType.Bool).build());
    schema.addField(
        AddFieldReq.builder()
            .fieldName("arr")
            .dataType(DataType.Array)
            .elementType(DataType.Int32)
            .maxCapacity(8)
            .build());
    schema.addField(AddFieldReq.builder().fieldName("js").dataType(DataType.JSON).build());
    schema.addField(vector("emb", DataType.FloatVector, 8).build());
    client.createCollection(
        CreateCollectionReq.builder()
            .collectionName("facts_dyn")
            .description("facts dyn coll")
            .collectionSchema(schema)
            .numShards(2)
            .properties(Map.of("collection.ttl.seconds", "864000"))
            .build());
    insert(
        "facts_dyn",
        500,
        "{\"id\": %d, \"title\": \"t\", \"flag\": true, \"arr\": [1, 2], \"js\": {\"a\": 1}, \"emb\": [1, 2, 3, 4, 5, 6, 7, 8]}");
    index("emb", "emb_idx", IndexParam.IndexType.IVF_FLAT, Map.of("params", "{\"nlist\":16}"));
    index("title", "title_idx", IndexParam.IndexType.TRIE, Map.of());
    client.loadCollection(LoadCollectionReq.builder().collectionName("facts_dyn").build());
  }

  private void index(
      String field, String name, IndexParam.IndexType type, Map<String, Object> params) {
    IndexParam index =
        IndexParam.builder()
            .fieldName(field)
            .indexName(name)
            .indexType(type)
            .metricType(params.isEmpty() ? null : IndexParam.MetricType.L2)
            .extraParams(params)
            .build();
    client.createIndex(
        CreateIndexReq.builder().collectionName("facts_dyn").indexParams(List.of(index)).build());
  }

  private void partitionKey() {
    CollectionSchema schema = MilvusClientV2.CreateSchema();
    schema.addField(text("id", 32).isPrimaryKey(true).build());
    schema.addField(text("tenant", 16).isPartitionKey(true).build());
    schema.addField(vector("v", DataType.FloatVector, 8).build());
    collection("facts_pkey", schema, 1);
    insert(
        "facts_pkey",
        100,
        "{\"id\": \"k%1$d\", \"tenant\": \"one\", \"v\": [1, 2, 3, 4, 5, 6, 7, 8]}");
  }

  private void collection(String name, CollectionSchema schema, int shards) {
    client.createCollection(
        CreateCollectionReq.builder()
            .collectionName(name)
            .collectionSchema(schema)
            .numShards(shards)
            .build());
  }

  private void insert(String name, int count, String template) {
    List<JsonObject> rows =
        IntStream.range(0, count)
            .mapToObj(i -> new Gson().fromJson(template.formatted(i), JsonObject.class))
            .toList();
    client.insert(InsertReq.builder().collectionName(name).data(rows).build());
  }

  private static CollectionSchema autoId(DataType type, int dimension) {
    CollectionSchema schema = MilvusClientV2.CreateSchema();
    schema.addField(
        AddFieldReq.builder()
            .fieldName("id")
            .dataType(DataType.Int64)
            .isPrimaryKey(true)
            .autoID(true)
            .build());
    schema.addField(vector("v", type, dimension).build());
    return schema;
  }

  private static AddFieldReq.AddFieldReqBuilder<?> text(String name, int length) {
    return AddFieldReq.builder().fieldName(name).dataType(DataType.VarChar).maxLength(length);
  }

  private static AddFieldReq.AddFieldReqBuilder<?> vector(
      String name, DataType type, int dimension) {
    return AddFieldReq.builder().fieldName(name).dataType(type).dimension(dimension);
  }
}
