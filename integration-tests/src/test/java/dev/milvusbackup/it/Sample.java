package dev.milvusbackup.it;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.milvus.v2.client.MilvusClientV2;
import io.milvus.v2.common.ConsistencyLevel;
import io.milvus.v2.common.DataType;
import io.milvus.v2.common.IndexParam;
import io.milvus.v2.exception.MilvusClientException;
import io.milvus.v2.service.collection.request.AddFieldReq;
import io.milvus.v2.service.collection.request.CreateCollectionReq;
import io.milvus.v2.service.collection.request.DropCollectionReq;
import io.milvus.v2.service.collection.request.ReleaseCollectionReq;
import io.milvus.v2.service.partition.request.CreatePartitionReq;
import io.milvus.v2.service.utility.request.FlushReq;
import io.milvus.v2.service.vector.request.DeleteReq;
import io.milvus.v2.service.vector.request.InsertReq;
import io.milvus.v2.service.vector.request.UpsertReq;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A collection of any shape with reproducible rows in it. */
final class Sample {

  private static final int DIMENSION = 16;
  private static final int BATCH = 5000;

  private static final Map<MilvusClientV2, Set<String>> MADE = new ConcurrentHashMap<>();

  private final MilvusClientV2 client;
  private final String name;
  private final List<AddFieldReq> fields;
  private final boolean dynamic;

  private Sample(MilvusClientV2 client, String name, List<AddFieldReq> fields, boolean dynamic) {
    this.client = client;
    this.name = name;
    this.fields = fields;
    this.dynamic = dynamic;
  }

  static Shape shape(String name) {
    return new Shape(name);
  }

  String name() {
    return name;
  }

  /**
   * Drops what a client has made here, and what was restored of it: the collections whose names
   * begin with such a name and an underscore.
   */
  static void dropAll(MilvusClientV2 client) {
    Set<String> made = MADE.getOrDefault(client, Set.of());
    MADE.remove(client);
    if (made.isEmpty()) {
      return;
    }
    for (String found : client.listCollections().getCollectionNames()) {
      if (made.stream().anyMatch(name -> found.equals(name) || found.startsWith(name + "_"))) {
        drop(client, found);
      }
    }
  }

  /** One that an alias still names stays. */
  private static void drop(MilvusClientV2 client, String name) {
    try {
      client.dropCollection(DropCollectionReq.builder().collectionName(name).build());
    } catch (MilvusClientException e) {
      System.err.println("Cannot drop " + name + " after its test: " + e.getMessage());
    }
  }

  /** Rows with the keys from {@code first} on, in the default partition. */
  Sample insert(long first, int count) {
    return insert(first, count, "");
  }

  Sample insert(long first, int count, String partition) {
    for (int done = 0; done < count; done += BATCH) {
      List<JsonObject> rows = new ArrayList<>();
      for (long id = first + done; id < first + Math.min(count, done + BATCH); id++) {
        rows.add(row(id));
      }
      client.insert(
          InsertReq.builder().collectionName(name).partitionName(partition).data(rows).build());
    }
    return this;
  }

  /** Writes the same rows again. */
  Sample upsert(long first, int count) {
    List<JsonObject> rows = new ArrayList<>();
    for (long id = first; id < first + count; id++) {
      rows.add(row(id));
    }
    client.upsert(UpsertReq.builder().collectionName(name).data(rows).build());
    return this;
  }

  Sample delete(long first, int count) {
    List<Object> keys = new ArrayList<>();
    for (long id = first; id < first + count; id++) {
      keys.add(fields.get(0).getDataType() == DataType.VarChar ? "key-" + id : (Object) id);
    }
    client.delete(DeleteReq.builder().collectionName(name).ids(keys).build());
    return this;
  }

  Sample partition(String partition) {
    client.createPartition(
        CreatePartitionReq.builder().collectionName(name).partitionName(partition).build());
    return this;
  }

  Sample release() {
    client.releaseCollection(ReleaseCollectionReq.builder().collectionName(name).build());
    return this;
  }

  /** Ends the growing segment, so that the next insert starts another one. */
  Sample flush() {
    client.flush(FlushReq.builder().collectionNames(List.of(name)).build());
    return this;
  }

  private JsonObject row(long id) {
    Random random = new Random(id);
    JsonObject row = new JsonObject();
    for (AddFieldReq field : fields) {
      if (Boolean.TRUE.equals(field.getAutoID()) || isLeftOut(field, random)) {
        continue;
      }
      boolean isNull = isNull(field, random);
      row.add(field.getFieldName(), isNull ? JsonNull.INSTANCE : value(field, id, random));
    }
    if (dynamic) {
      row.addProperty("note", "free № " + id + " – 自由");
    }
    return row;
  }

  private static boolean isLeftOut(AddFieldReq field, Random random) {
    return field.getDefaultValue() != null && !isMoment(field) && random.nextInt(3) == 0;
  }

  private static boolean isNull(AddFieldReq field, Random random) {
    return Boolean.TRUE.equals(field.getIsNullable())
        && (field.getDefaultValue() == null || !isMoment(field))
        && random.nextInt(3) == 0;
  }

  /** Of these the SDK sends an empty text where the default is to be taken. */
  private static boolean isMoment(AddFieldReq field) {
    return field.getDataType() == DataType.Timestamptz;
  }

  private static JsonElement value(AddFieldReq field, long id, Random random) {
    return switch (field.getDataType()) {
      case Bool -> new JsonPrimitive(random.nextBoolean());
      case Int8 -> new JsonPrimitive(random.nextInt(256) - 128);
      case Int16 -> new JsonPrimitive(random.nextInt(65536) - 32768);
      case Int32 -> new JsonPrimitive(random.nextInt());
      case Int64 -> new JsonPrimitive(field.getIsPrimaryKey() ? id : random.nextLong());
      case Float -> new JsonPrimitive(random.nextFloat());
      case Double -> new JsonPrimitive(random.nextDouble());
      case VarChar -> new JsonPrimitive(field.getIsPrimaryKey() ? "key-" + id : text(random));
      case JSON -> json(id);
      case Array -> array(field, random);
      case Geometry ->
          new JsonPrimitive("POINT(%d %d)".formatted(random.nextInt(180), random.nextInt(90)));
      case Timestamptz ->
          new JsonPrimitive(
              Instant.ofEpochSecond(random.nextInt(), random.nextInt(1000) * 1000L).toString());
      case FloatVector -> floats(random);
      case BinaryVector -> bytes(random, DIMENSION / 8);
      case Float16Vector -> halves(random);
      case SparseFloatVector -> sparse(random);
      default -> throw new IllegalArgumentException("No values of " + field.getDataType());
    };
  }

  private static String text(Random random) {
    return "text ü 书 🎈 " + random.nextInt(100);
  }

  private static JsonObject json(long id) {
    JsonObject json = new JsonObject();
    json.addProperty("n", id);
    json.addProperty("s", "ключ " + id);
    return json;
  }

  private static JsonArray array(AddFieldReq field, Random random) {
    AddFieldReq element =
        AddFieldReq.builder().fieldName("e").dataType(field.getElementType()).build();
    JsonArray array = new JsonArray();
    for (int i = random.nextInt(4); i >= 0; i--) {
      array.add(value(element, i, random));
    }
    return array;
  }

  private static JsonArray floats(Random random) {
    JsonArray vector = new JsonArray();
    for (int i = 0; i < DIMENSION; i++) {
      vector.add(random.nextFloat());
    }
    return vector;
  }

  private static JsonObject sparse(Random random) {
    JsonObject vector = new JsonObject();
    for (int i = random.nextInt(4); i >= 0; i--) {
      vector.addProperty(Integer.toString(random.nextInt(100_000)), random.nextFloat());
    }
    return vector;
  }

  private static JsonArray bytes(Random random, int count) {
    JsonArray vector = new JsonArray();
    for (int i = 0; i < count; i++) {
      vector.add((byte) random.nextInt(256));
    }
    return vector;
  }

  /** Half-precision numbers of small exponents, so that none is infinite. */
  private static JsonArray halves(Random random) {
    JsonArray vector = new JsonArray();
    for (int i = 0; i < DIMENSION; i++) {
      vector.add((byte) random.nextInt(256));
      vector.add((byte) (0x30 + random.nextInt(8)));
    }
    return vector;
  }

  /** What a collection is to look like. */
  static final class Shape {

    private final String name;
    private final List<AddFieldReq> fields = new ArrayList<>();
    private DataType vector = DataType.FloatVector;
    private IndexParam.IndexType index = IndexParam.IndexType.FLAT;
    private IndexParam.MetricType metric = IndexParam.MetricType.L2;
    private boolean dynamic;
    private int shards = 1;
    private int partitions;
    private final Map<String, String> properties = new HashMap<>();
    private ConsistencyLevel consistency = ConsistencyLevel.STRONG;

    private Shape(String name) {
      this.name = name;
      key(DataType.Int64);
    }

    Shape key(DataType type) {
      fields.removeIf(AddFieldReq::getIsPrimaryKey);
      fields.add(
          0,
          AddFieldReq.builder()
              .fieldName("id")
              .dataType(type)
              .maxLength(64)
              .isPrimaryKey(true)
              .description("the key")
              .build());
      return this;
    }

    Shape autoKey() {
      fields.get(0).setAutoID(true);
      return this;
    }

    Shape field(String field, DataType type) {
      fields.add(AddFieldReq.builder().fieldName(field).dataType(type).maxLength(300).build());
      return this;
    }

    /** The field that was added last may be null. */
    Shape nullable() {
      fields.get(fields.size() - 1).setIsNullable(true);
      return this;
    }

    /** The field that was added last has a value where none is given. */
    Shape withDefault(Object value) {
      fields.get(fields.size() - 1).setDefaultValue(value);
      return this;
    }

    Shape array(String field, DataType element) {
      fields.add(
          AddFieldReq.builder()
              .fieldName(field)
              .dataType(DataType.Array)
              .elementType(element)
              .maxCapacity(8)
              .maxLength(100)
              .build());
      return this;
    }

    Shape partitionKey(String field) {
      return partitionKey(field, DataType.VarChar);
    }

    Shape partitionKey(String field, DataType type) {
      fields.add(
          AddFieldReq.builder()
              .fieldName(field)
              .dataType(type)
              .maxLength(100)
              .isPartitionKey(true)
              .build());
      return this;
    }

    Shape vector(DataType type, IndexParam.IndexType newIndex, IndexParam.MetricType newMetric) {
      this.vector = type;
      this.index = newIndex;
      this.metric = newMetric;
      return this;
    }

    Shape dynamic() {
      this.dynamic = true;
      return this;
    }

    /** Without an index the client does not load the collection either. */
    Shape unindexed() {
      this.index = IndexParam.IndexType.None;
      return this;
    }

    /** What the last field holds where nothing is said. */
    Shape defaultValue(Object value) {
      fields.get(fields.size() - 1).setEnableDefaultValue(true);
      fields.get(fields.size() - 1).setDefaultValue(value);
      return this;
    }

    /** How many partitions a partition key spreads the rows over. */
    Shape partitions(int count) {
      this.partitions = count;
      return this;
    }

    Shape property(String key, String value) {
      properties.put(key, value);
      return this;
    }

    Shape shards(int newShards) {
      this.shards = newShards;
      return this;
    }

    Shape consistency(ConsistencyLevel level) {
      this.consistency = level;
      return this;
    }

    Sample create(MilvusClientV2 client) {
      client.dropCollection(DropCollectionReq.builder().collectionName(name).build());
      List<AddFieldReq> all = new ArrayList<>(fields);
      all.add(
          AddFieldReq.builder()
              .fieldName("vector")
              .dataType(vector)
              .dimension(vector == DataType.SparseFloatVector ? null : DIMENSION)
              .build());
      CreateCollectionReq.CollectionSchema schema =
          CreateCollectionReq.CollectionSchema.builder().build();
      schema.setEnableDynamicField(dynamic);
      all.forEach(schema::addField);
      CreateCollectionReq request =
          CreateCollectionReq.builder()
              .collectionName(name)
              .description("пример " + name)
              .collectionSchema(schema)
              .numShards(shards)
              .consistencyLevel(consistency)
              .properties(properties)
              .indexParams(index == IndexParam.IndexType.None ? List.of() : List.of(indexParam()))
              .build();
      if (partitions > 0) {
        request.setNumPartitions(partitions);
      }
      MADE.computeIfAbsent(client, key -> ConcurrentHashMap.newKeySet()).add(name);
      client.createCollection(request);
      return new Sample(client, name, all, dynamic);
    }

    private IndexParam indexParam() {
      return IndexParam.builder()
          .fieldName("vector")
          .indexName("by_vector")
          .indexType(index)
          .metricType(metric)
          .extraParams(Map.of("nlist", 16))
          .build();
    }
  }
}
