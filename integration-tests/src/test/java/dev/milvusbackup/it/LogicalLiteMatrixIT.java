package dev.milvusbackup.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milvusbackup.BackupClient;
import dev.milvusbackup.VerifyDepth;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.memory.InMemoryObjectStore;
import io.milvus.v2.common.DataType;
import io.milvus.v2.common.IndexParam;
import io.milvus.v2.common.IndexParam.IndexType;
import io.milvus.v2.common.IndexParam.MetricType;
import io.milvus.v2.service.index.request.CreateIndexReq;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Everything that Milvus Lite has comes back as it was: all its types, required, nullable and with
 * defaults, with and without dynamic fields, partition keys of each kind, keys of each kind, each
 * with one of all its indexes. What it does not have is in {@link LogicalLiteRefusalsIT}.
 */
@ResourceLock(MilvusLite.LOCK)
class LogicalLiteMatrixIT {

  static final List<DataType> SCALARS =
      List.of(
          DataType.Bool,
          DataType.Int8,
          DataType.Int16,
          DataType.Int32,
          DataType.Int64,
          DataType.Float,
          DataType.Double,
          DataType.VarChar,
          DataType.JSON,
          DataType.Geometry,
          DataType.Timestamptz);
  static final List<DataType> ELEMENTS = SCALARS.subList(0, 8);
  static final List<VectorIndex> INDEXES = indexes();

  private static final Map<DataType, Object> DEFAULTS =
      Map.of(
          DataType.Bool,
          true,
          DataType.Int8,
          (short) -8,
          DataType.Int16,
          (short) 16_000,
          DataType.Int32,
          -32,
          DataType.Int64,
          Long.MAX_VALUE,
          DataType.Float,
          0.1f,
          DataType.Double,
          1e300,
          DataType.VarChar,
          "none ü 书",
          DataType.Geometry,
          "POINT(1 2)",
          DataType.Timestamptz,
          "2025-01-02T03:04:05.000006Z");
  private static final int ROWS = 120;

  private static MilvusLite lite;
  private static RawMilvus raw;

  private enum Values {
    REQUIRED,
    NULLABLE,
    DEFAULT,
    NULLABLE_DEFAULT
  }

  private enum Dynamic {
    FIXED,
    DYNAMIC
  }

  private enum PartitionKey {
    NONE,
    VARCHAR,
    INT64
  }

  private enum Key {
    INT64,
    VARCHAR
  }

  record VectorIndex(DataType vector, IndexType type, MetricType metric) {

    @Override
    public String toString() {
      return (type + "_" + metric).toLowerCase(Locale.ROOT);
    }
  }

  private record Cell(
      Values values, Dynamic dynamic, PartitionKey partitionKey, Key key, VectorIndex index) {

    String name() {
      return String.join(
              "_", "matrix", values.name(), dynamic.name(), "by", partitionKey.name(), key.name())
          .toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
      return name() + "_" + index;
    }
  }

  @BeforeAll
  static void connect() {
    lite = MilvusLite.shared();
    raw = new RawMilvus(lite.uri());
  }

  @AfterAll
  static void close() {
    if (raw != null) {
      raw.close();
    }
    if (lite != null) {
      lite.close();
    }
  }

  private static List<VectorIndex> indexes() {
    List<VectorIndex> indexes = new ArrayList<>();
    for (IndexType type :
        List.of(
            IndexType.FLAT,
            IndexType.AUTOINDEX,
            IndexType.HNSW,
            IndexType.HNSW_SQ,
            IndexType.IVF_FLAT,
            IndexType.IVF_SQ8)) {
      for (MetricType metric : List.of(MetricType.L2, MetricType.IP, MetricType.COSINE)) {
        indexes.add(new VectorIndex(DataType.FloatVector, type, metric));
      }
    }
    indexes.add(
        new VectorIndex(
            DataType.SparseFloatVector, IndexType.SPARSE_INVERTED_INDEX, MetricType.IP));
    return List.copyOf(indexes);
  }

  static Stream<Cell> cells() {
    List<Cell> cells = new ArrayList<>();
    for (Values values : Values.values()) {
      for (Dynamic dynamic : Dynamic.values()) {
        for (PartitionKey partitionKey : PartitionKey.values()) {
          for (Key key : Key.values()) {
            VectorIndex index = INDEXES.get(cells.size() % INDEXES.size());
            cells.add(new Cell(values, dynamic, partitionKey, key, index));
          }
        }
      }
    }
    return IntStream.range(0, cells.size())
        .filter(i -> Tier.isNightly() || isOfPairs(i / 12, i / 6 % 2, i / 2 % 3, i % 2))
        .mapToObj(cells::get);
  }

  /** Twelve cells have every pair of values of any two of their first four properties. */
  private static boolean isOfPairs(int values, int dynamic, int partitionKey, int key) {
    return dynamic == (values + partitionKey) % 2 && key == (values / 2 + partitionKey) % 2;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cells")
  void roundTrips(Cell cell) {
    String name = cell.name();
    make(cell).insert(0, ROWS).flush().insert(ROWS, 20).delete(3, 7).flush();
    lite.client().createIndex(scalarIndexes(name));
    SortedMap<String, String> rows = Rows.of(lite.client(), name, "id");
    assertThat(rows).hasSize(ROWS + 20 - 7);

    try (ObjectStore store = InMemoryObjectStore.create();
        BackupClient backups = lite.backups(store)) {
      MilvusLite.create(backups, name);
      assertThat(backups.verify(v -> v.backup(name).depth(VerifyDepth.CONTENT)).join().findings())
          .isEmpty();
      backups.restore(r -> r.backup(name).suffix("_back")).join();
    }

    assertThat(Rows.of(lite.client(), name + "_back", "id")).isEqualTo(rows);
    assertThat(Described.of(lite.client(), name + "_back"))
        .isEqualTo(Described.of(lite.client(), name));
    // Not by the SDK, which prints a stack trace for each index without a metric.
    assertThat(raw.indexes(name + "_back")).isEqualTo(raw.indexes(name)).hasSize(4);
    Stream.of(name, name + "_back").forEach(lite::drop);
  }

  private static Sample make(Cell cell) {
    Sample.Shape shape =
        Sample.shape(cell.name())
            .key(cell.key == Key.INT64 ? DataType.Int64 : DataType.VarChar)
            .vector(cell.index.vector, cell.index.type, cell.index.metric);
    SCALARS.forEach(type -> withValues(cell.values, shape.field(nameOf(type), type), type));
    ELEMENTS.forEach(
        type -> withValues(cell.values, shape.array("many_" + nameOf(type), type), DataType.Array));
    if (cell.partitionKey != PartitionKey.NONE) {
      shape.partitionKey(
          "tenant", cell.partitionKey == PartitionKey.VARCHAR ? DataType.VarChar : DataType.Int64);
    }
    return (cell.dynamic == Dynamic.DYNAMIC ? shape.dynamic() : shape).create(lite.client());
  }

  /** Of JSON and arrays Milvus knows no defaults. */
  private static void withValues(Values values, Sample.Shape shape, DataType type) {
    if (values == Values.NULLABLE || values == Values.NULLABLE_DEFAULT) {
      shape.nullable();
    }
    Object byDefault = DEFAULTS.get(type);
    if (byDefault != null && (values == Values.DEFAULT || values == Values.NULLABLE_DEFAULT)) {
      shape.withDefault(byDefault);
    }
  }

  private static String nameOf(DataType type) {
    return "a_" + type.name().toLowerCase(Locale.ROOT);
  }

  private static CreateIndexReq scalarIndexes(String name) {
    return CreateIndexReq.builder()
        .collectionName(name)
        .sync(false)
        .indexParams(
            Stream.of(DataType.Int64, DataType.VarChar, DataType.Timestamptz)
                .map(
                    type ->
                        IndexParam.builder()
                            .fieldName(nameOf(type))
                            .indexType(IndexType.INVERTED)
                            .build())
                .toList())
        .build();
  }
}
