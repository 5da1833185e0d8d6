package dev.milvusbackup.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.milvusbackup.BackupClient;
import dev.milvusbackup.RestoreReport;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.memory.InMemoryObjectStore;
import io.milvus.grpc.LoadState;
import io.milvus.v2.common.ConsistencyLevel;
import io.milvus.v2.common.DataType;
import io.milvus.v2.common.IndexParam.IndexType;
import io.milvus.v2.common.IndexParam.MetricType;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Collections of all types of fields, with and without default values, dynamic field and partition
 * key, with every kind of index, loaded, partly loaded or not, with properties and aliases: a
 * describe of what comes back differs in nothing but names and ids, and so do the rows.
 */
@Order(5)
class StateMatrixIT {

  private static final List<List<String>> FLOAT_INDEXES =
      List.of(
          List.of("FLAT", "L2", "{}"),
          List.of("IVF_FLAT", "IP", "{\"nlist\":16}"),
          List.of("IVF_SQ8", "COSINE", "{\"nlist\":8}"),
          List.of("IVF_PQ", "L2", "{\"nlist\":16,\"m\":4,\"nbits\":8}"),
          List.of("HNSW", "COSINE", "{\"M\":8,\"efConstruction\":64}"),
          List.of("SCANN", "IP", "{\"nlist\":16,\"with_raw_data\":true}"),
          List.of("DISKANN", "L2", "{}"),
          List.of("AUTOINDEX", "IP", "{}"));
  private static final List<List<String>> BINARY_INDEXES =
      List.of(
          List.of("BIN_FLAT", "JACCARD", "{}"),
          List.of("BIN_IVF_FLAT", "HAMMING", "{\"nlist\":16}"));
  private static final List<ConsistencyLevel> LEVELS =
      List.of(
          ConsistencyLevel.STRONG,
          ConsistencyLevel.SESSION,
          ConsistencyLevel.BOUNDED,
          ConsistencyLevel.EVENTUALLY);
  private static final int ROWS = 300;

  /** Six have every type, kind of key and load state; the other six bring more kinds of index. */
  private static final int SHAPES = Tier.length(6, 12);

  private static final Map<Integer, Map<String, String>> DESCRIBED = new HashMap<>();
  private static MilvusUnderTest milvus;
  private static RawMilvus raw;
  private static RestoreReport report;

  /** One backup and one restore for all of them; the import jobs take most of the time. */
  @BeforeAll
  static void backUpAndRestore() {
    milvus = MilvusUnderTest.onLocalStorage();
    raw = new RawMilvus(milvus.uri());
    for (int i = 0; i < SHAPES; i++) {
      create(i);
    }
    List<String> all = IntStream.range(0, SHAPES).mapToObj(StateMatrixIT::name).toList();
    try (ObjectStore store = InMemoryObjectStore.create();
        BackupClient backups = milvus.backupClient().backupStorage(store).build()) {
      all.forEach(name -> DESCRIBED.put(DESCRIBED.size(), raw.everythingOf(name)));
      backups.create(b -> b.name("matrix").collections(all)).join();
      report = backups.restore(r -> r.backup("matrix").suffix("_back")).join();
    }
  }

  @AfterAll
  static void close() {
    for (int i = 0; i < SHAPES; i++) {
      for (String name : List.of(name(i), name(i) + "_back")) {
        raw.clear(name);
      }
    }
    raw.close();
    milvus.close();
  }

  static IntStream shapes() {
    return IntStream.range(0, SHAPES);
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void comesBackAsItWas(int shape) {
    String back = name(shape) + "_back";
    assertThat(raw.everythingOf(back)).isEqualTo(DESCRIBED.get(shape));
    assertThat(rows(back)).isEqualTo(rows(name(shape))).hasSize(ROWS);
  }

  @Test
  void theMatrixHasEveryLoadStateAndTheAliasesThatTheOriginalsStillHoldAreTold() {
    assertThat(DESCRIBED.values())
        .extracting(facts -> facts.get("load state"))
        .contains("LoadStateLoaded", "LoadStateNotLoad");
    assertThat(report.restored())
        .hasSize(SHAPES)
        .allSatisfy(
            restored ->
                assertThat(restored.warnings())
                    .satisfiesExactly(
                        ttl -> assertThat(ttl).startsWith("its rows expire after "),
                        alias ->
                            assertThat(alias)
                                .matches(
                                    "alias 'alias_of_state_\\d+' of .* belongs to "
                                        + restored.source())));
  }

  /** Of all partitions: Milvus 2.3.5 counts a collection as loaded when one of them is. */
  private static SortedMap<String, String> rows(String collection) {
    raw.release(collection);
    return Rows.of(milvus.client(), collection, "id");
  }

  private static void create(int i) {
    boolean keyed = (i & 2) != 0;
    boolean partly = isPartlyLoaded(i);
    List<String> index =
        i % 5 == 4
            ? BINARY_INDEXES.get(i / 5 % BINARY_INDEXES.size())
            : FLOAT_INDEXES.get((i - i / 5) % FLOAT_INDEXES.size());
    Sample sample = shape(i, keyed, i % 5 == 4).create(milvus.client());
    if (partly) {
      sample.partition("spare").insert(0, 100, "spare");
    }
    sample.insert(partly ? 100 : 0, partly ? ROWS - 100 : ROWS);
    raw.index(
        name(i),
        "vector",
        "by_vector",
        Map.of("index_type", index.get(0), "metric_type", index.get(1), "params", index.get(2)));
    scalarIndexes(i);
    raw.alias("alias_of_" + name(i), name(i));
    load(i);
  }

  private static Sample.Shape shape(int i, boolean keyed, boolean binary) {
    boolean defaults = (i & 4) != 0;
    Sample.Shape shape = Sample.shape(name(i)).unindexed();
    if (i % 3 == 1) {
      shape.key(DataType.VarChar);
    }
    field(shape, DataType.Bool, defaults, true);
    field(shape, DataType.Int8, defaults, (short) 3);
    field(shape, DataType.Int16, defaults, (short) 300);
    field(shape, DataType.Int32, defaults, 70_000);
    field(shape, DataType.Int64, defaults, 1L << 40);
    field(shape, DataType.Float, defaults, 0.5f);
    field(shape, DataType.Double, defaults, 0.25);
    field(shape, DataType.VarChar, defaults, "ü");
    shape.field("a_json", DataType.JSON);
    shape.array("some_numbers", DataType.Int32).array("some_texts", DataType.VarChar);
    if ((i & 1) != 0) {
      shape.dynamic();
    }
    if (keyed) {
      shape.partitionKey("tenant").partitions(2);
    }
    if (binary) {
      shape.vector(DataType.BinaryVector, IndexType.None, MetricType.HAMMING);
    }
    return shape
        .shards(1 + i % 2)
        .consistency(LEVELS.get(i % LEVELS.size()))
        .property("collection.ttl.seconds", String.valueOf(86_400 + i))
        .property("mmap.enabled", String.valueOf(i % 2 == 0));
  }

  private static void field(Sample.Shape shape, DataType type, boolean defaults, Object value) {
    shape.field("a_" + type.name().toLowerCase(Locale.ROOT), type);
    if (defaults) {
      shape.defaultValue(value);
    }
  }

  private static void scalarIndexes(int i) {
    Map<String, String> text =
        i % 3 == 0 ? Map.of() : Map.of("index_type", i % 3 == 1 ? "Trie" : "marisa-trie");
    raw.index(name(i), "a_varchar", "by_text", text);
    raw.index(name(i), "a_int64", "by_number", Map.of("index_type", "STL_SORT"));
    raw.index(name(i), "a_double", "", Map.of());
  }

  private static boolean isPartlyLoaded(int i) {
    return i % 4 == 0;
  }

  private static void load(int i) {
    if (i % 4 == 3) {
      return;
    }
    if (isPartlyLoaded(i)) {
      raw.load(name(i), "spare");
    } else {
      raw.load(name(i));
    }
    await().until(() -> raw.loadState(name(i)) == LoadState.LoadStateLoaded);
  }

  private static String name(int i) {
    return "state_" + i;
  }
}
