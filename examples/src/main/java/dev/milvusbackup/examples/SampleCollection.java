package dev.milvusbackup.examples;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.milvus.v2.client.MilvusClientV2;
import io.milvus.v2.common.DataType;
import io.milvus.v2.common.IndexParam;
import io.milvus.v2.service.collection.request.AddFieldReq;
import io.milvus.v2.service.collection.request.CreateCollectionReq;
import io.milvus.v2.service.collection.request.DropCollectionReq;
import io.milvus.v2.service.collection.request.HasCollectionReq;
import io.milvus.v2.service.vector.request.InsertReq;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;

/** A collection of the examples: key, title and vector. */
record SampleCollection(MilvusClientV2 milvus, String name) implements AutoCloseable {

  private static final int DIMENSION = 64;

  /** Drops the collection if it exists, and creates it with new rows. */
  static SampleCollection filled(MilvusClientV2 milvus, String name, int rows) {
    SampleCollection collection = new SampleCollection(milvus, name);
    collection.drop();
    collection.create();
    collection.insert(rows);
    return collection;
  }

  boolean exists() {
    return milvus.hasCollection(HasCollectionReq.builder().collectionName(name).build());
  }

  void drop() {
    milvus.dropCollection(DropCollectionReq.builder().collectionName(name).build());
  }

  /** Drops the collection. */
  @Override
  public void close() {
    drop();
  }

  /** All rows: the key, and the other fields as text. */
  SortedMap<Long, String> rows() {
    SortedMap<Long, String> rows = new TreeMap<>();
    SampleRows.of(milvus, name, List.of("id", "title", "vector"))
        .forEach(row -> rows.put((Long) row.get("id"), row.get("title") + " " + row.get("vector")));
    return rows;
  }

  /** Compares all rows with those of another collection. */
  void requireRowsOf(SampleCollection other) {
    if (!rows().equals(other.rows())) {
      throw new IllegalStateException(
          "The rows of %s differ from those of %s".formatted(name, other.name));
    }
  }

  private void create() {
    CreateCollectionReq.CollectionSchema schema =
        CreateCollectionReq.CollectionSchema.builder().build();
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
    IndexParam index =
        IndexParam.builder()
            .fieldName("vector")
            .indexType(IndexParam.IndexType.FLAT)
            .metricType(IndexParam.MetricType.L2)
            .build();
    milvus.createCollection(
        CreateCollectionReq.builder()
            .collectionName(name)
            .collectionSchema(schema)
            .indexParams(List.of(index))
            .build());
  }

  private void insert(int rows) {
    Random random = new Random(name.hashCode());
    List<JsonObject> data = LongStream.range(0, rows).mapToObj(id -> row(id, random)).toList();
    milvus.insert(InsertReq.builder().collectionName(name).data(data).build());
  }

  private JsonObject row(long id, Random random) {
    JsonArray vector = new JsonArray(DIMENSION);
    random.doubles(DIMENSION).forEach(x -> vector.add((float) x));
    JsonObject row = new JsonObject();
    row.addProperty("id", id);
    row.addProperty("title", name + " № " + id);
    row.add("vector", vector);
    return row;
  }
}
