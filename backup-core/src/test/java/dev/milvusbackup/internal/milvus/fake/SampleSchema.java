package dev.milvusbackup.internal.milvus.fake;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.internal.format.metadata.CollectionBackupInfo;
import dev.milvusbackup.internal.format.metadata.PartitionBackupInfo;
import dev.milvusbackup.internal.format.schema.CollectionSchema;
import dev.milvusbackup.internal.format.schema.FieldSchema;
import dev.milvusbackup.internal.format.schema.IndexInfo;
import dev.milvusbackup.internal.format.schema.KeyValue;
import dev.milvusbackup.internal.rows.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Builds the schemas of collections for tests. Every one has a vector, as Milvus wants it. */
public final class SampleSchema {

  public static final int DIMENSION = 16;

  /** An index that every version has, of the field {@code vector}. */
  public static final IndexInfo INDEX =
      new IndexInfo(
          "vector", "by_vector", "FLAT", Map.of("index_type", "FLAT", "metric_type", "L2"), 0);

  /** The same for a binary vector. */
  public static final IndexInfo BINARY_INDEX =
      new IndexInfo(
          "vector",
          "by_vector",
          "BIN_FLAT",
          Map.of("index_type", "BIN_FLAT", "metric_type", "HAMMING"),
          0);

  private final List<FieldSchema> fields = new ArrayList<>();
  private final List<KeyValue> properties = new ArrayList<>();
  private boolean dynamic;
  private boolean partitionKey;
  private int partitions;

  private SampleSchema() {}

  /** A number as key. */
  public static SampleSchema numbered() {
    return new SampleSchema().key(ColumnType.INT64, false);
  }

  /** A text as key. */
  public static SampleSchema named() {
    return new SampleSchema().key(ColumnType.VARCHAR, false);
  }

  /** A number as key that Milvus gives by itself. */
  public static SampleSchema generated() {
    return new SampleSchema().key(ColumnType.INT64, true);
  }

  private SampleSchema key(ColumnType type, boolean auto) {
    fields.add(field("id", type, type, true, auto));
    return this;
  }

  public SampleSchema with(String name, ColumnType type) {
    fields.add(field(name, type, type, false, false));
    return this;
  }

  public SampleSchema withArray(String name, ColumnType element) {
    fields.add(field(name, ColumnType.ARRAY, element, false, false));
    return this;
  }

  /** A number that decides on the partition. */
  public SampleSchema partitionedBy(String name, int count) {
    partitionKey = true;
    partitions = count;
    return with(name, ColumnType.INT64);
  }

  public SampleSchema dynamic() {
    dynamic = true;
    return this;
  }

  public SampleSchema property(String key, String value) {
    properties.add(new KeyValue(key, value));
    return this;
  }

  /** With a vector of a type in the field {@code vector}. */
  public CollectionBackupInfo vector(ColumnType type) {
    with("vector", type);
    return info();
  }

  /** With a vector of floats in the field {@code vector}. */
  public CollectionBackupInfo build() {
    return vector(ColumnType.FLOAT_VECTOR);
  }

  private CollectionBackupInfo info() {
    CollectionSchema schema =
        new CollectionSchema(
            "",
            "a sample",
            false,
            List.copyOf(fields),
            dynamic,
            List.of(),
            List.of(),
            List.of(),
            false);
    List<PartitionBackupInfo> places =
        IntStream.range(0, partitions)
            .mapToObj(i -> new PartitionBackupInfo(0, "_default_" + i, 0, List.of(), 0, ""))
            .toList();
    return new CollectionBackupInfo(
        "",
        0,
        CollectionName.DEFAULT_DATABASE,
        "sample",
        schema,
        1,
        0,
        places,
        0,
        0,
        false,
        List.of(),
        "",
        0,
        Map.of(),
        List.of(),
        List.copyOf(properties),
        0,
        0,
        List.of(),
        List.of(),
        List.of(),
        0,
        null,
        null);
  }

  private FieldSchema field(
      String name, ColumnType type, ColumnType element, boolean key, boolean auto) {
    List<KeyValue> params = new ArrayList<>();
    if (type.number() >= ColumnType.BINARY_VECTOR.number()
        && type != ColumnType.SPARSE_FLOAT_VECTOR) {
      params.add(new KeyValue("dim", Integer.toString(DIMENSION)));
    }
    if (element == ColumnType.VARCHAR) {
      params.add(new KeyValue("max_length", "200"));
    }
    if (type == ColumnType.ARRAY) {
      params.add(new KeyValue("max_capacity", "20"));
    }
    boolean decides = partitionKey && fields.stream().noneMatch(FieldSchema::partitionKey);
    return new FieldSchema(
        100 + fields.size(),
        name,
        key,
        "",
        type.number(),
        params,
        List.of(),
        auto,
        0,
        type == ColumnType.ARRAY ? element.number() : 0,
        false,
        decides && !key,
        false,
        false,
        "",
        false);
  }
}
