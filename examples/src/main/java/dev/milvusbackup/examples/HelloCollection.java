package dev.milvusbackup.examples;

import com.google.gson.JsonObject;
import io.milvus.v2.client.MilvusClientV2;
import io.milvus.v2.common.ConsistencyLevel;
import io.milvus.v2.common.DataType;
import io.milvus.v2.common.IndexParam;
import io.milvus.v2.service.collection.request.AddFieldReq;
import io.milvus.v2.service.collection.request.CreateCollectionReq;
import io.milvus.v2.service.index.request.CreateIndexReq;
import io.milvus.v2.service.index.request.ListIndexesReq;
import io.milvus.v2.service.vector.request.InsertReq;
import io.milvus.v2.service.vector.request.SearchReq;
import io.milvus.v2.service.vector.request.data.FloatVec;
import java.util.List;
import java.util.Map;

/** A collection of the walk-through, as in the Go tool's documentation. */
record HelloCollection(MilvusClientV2 milvus, String name, boolean autoId) {

  private static final IndexParam INDEX =
      IndexParam.builder()
          .fieldName("embeddings")
          .indexType(IndexParam.IndexType.IVF_FLAT)
          .metricType(IndexParam.MetricType.L2)
          .extraParams(Map.of("nlist", 128))
          .build();

  /** One with given keys, and one with keys that Milvus generates. */
  static List<HelloCollection> both(MilvusClientV2 milvus, String suffix) {
    return List.of(
        new HelloCollection(milvus, "hello_milvus" + suffix, false),
        new HelloCollection(milvus, "hello_milvus2" + suffix, true));
  }

  void create() {
    if (collection().exists()) {
      throw new IllegalStateException(
          "Cannot create %s: it exists already. Run clean first.".formatted(name));
    }
    milvus.createCollection(
        CreateCollectionReq.builder()
            .collectionName(name)
            .description(name)
            .collectionSchema(schema())
            .consistencyLevel(ConsistencyLevel.STRONG)
            .indexParams(List.of(INDEX))
            .build());
  }

  void insert() {
    List<JsonObject> rows = written().stream().map(row -> row.json(autoId)).toList();
    milvus.insert(InsertReq.builder().collectionName(name).data(rows).build());
  }

  void drop() {
    collection().drop();
  }

  void requireExists() {
    if (!collection().exists()) {
      throw new IllegalStateException("Milvus has no collection " + name);
    }
  }

  boolean hasIndex() {
    ListIndexesReq request =
        ListIndexesReq.builder().collectionName(name).fieldName("embeddings").build();
    return !milvus.listIndexes(request).isEmpty();
  }

  void buildIndex() {
    milvus.createIndex(
        CreateIndexReq.builder().collectionName(name).indexParams(List.of(INDEX)).build());
  }

  List<HelloRow> written() {
    return HelloRow.written(autoId);
  }

  List<HelloRow> stored() {
    return HelloRow.stored(
        SampleRows.of(milvus, name, List.of("pk", "random", "var", "embeddings")), autoId);
  }

  /** The {@code var} of the row with the nearest vector. */
  String nearest(List<Float> vector) {
    SearchReq search =
        SearchReq.builder()
            .collectionName(name)
            .annsField("embeddings")
            .data(List.of(new FloatVec(vector)))
            .limit(3)
            .searchParams(Map.of("nprobe", 10))
            .outputFields(List.of("var"))
            .consistencyLevel(ConsistencyLevel.STRONG)
            .build();
    return String.valueOf(
        milvus.search(search).getSearchResults().get(0).get(0).getEntity().get("var"));
  }

  private SampleCollection collection() {
    return new SampleCollection(milvus, name);
  }

  private CreateCollectionReq.CollectionSchema schema() {
    CreateCollectionReq.CollectionSchema schema = MilvusClientV2.CreateSchema();
    schema.addField(
        AddFieldReq.builder()
            .fieldName("pk")
            .dataType(DataType.Int64)
            .isPrimaryKey(true)
            .autoID(autoId)
            .build());
    schema.addField(AddFieldReq.builder().fieldName("random").dataType(DataType.Double).build());
    schema.addField(
        AddFieldReq.builder().fieldName("var").dataType(DataType.VarChar).maxLength(65535).build());
    schema.addField(
        AddFieldReq.builder()
            .fieldName("embeddings")
            .dataType(DataType.FloatVector)
            .dimension(HelloRow.DIMENSION)
            .build());
    return schema;
  }
}
