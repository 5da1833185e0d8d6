package dev.milvusbackup.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.milvusbackup.BackupClient;
import dev.milvusbackup.BackupMode;
import dev.milvusbackup.IfExists;
import dev.milvusbackup.Progress;
import dev.milvusbackup.VerifyDepth;
import dev.milvusbackup.error.CollectionExistsException;
import dev.milvusbackup.manifest.CollectionManifest;
import dev.milvusbackup.manifest.PartitionManifest;
import dev.milvusbackup.manifest.SegmentManifest;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.memory.InMemoryObjectStore;
import io.milvus.common.clientenum.FunctionType;
import io.milvus.v2.common.DataType;
import io.milvus.v2.common.IndexParam;
import io.milvus.v2.common.IndexParam.IndexType;
import io.milvus.v2.common.IndexParam.MetricType;
import io.milvus.v2.service.collection.request.AddFieldReq;
import io.milvus.v2.service.collection.request.CreateCollectionReq;
import io.milvus.v2.service.collection.request.CreateCollectionReq.Function;
import io.milvus.v2.service.vector.request.InsertReq;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Logical backups of a real Milvus Lite, which has no storage that others could read. */
@ResourceLock(MilvusLite.LOCK)
class LogicalLiteIT {

  private static final List<DataType> SCALARS = LogicalLiteMatrixIT.SCALARS.subList(0, 9);

  private static MilvusLite lite;

  private ObjectStore backups;
  private BackupClient client;

  @BeforeAll
  static void connect() {
    lite = MilvusLite.shared();
  }

  @AfterAll
  static void disconnect() {
    if (lite != null) {
      lite.close();
    }
  }

  @BeforeEach
  void open() {
    backups = InMemoryObjectStore.create();
    client = lite.backups(backups);
  }

  @AfterEach
  void close() {
    client.close();
  }

  @Test
  void isVerifiedAtEveryDepth() {
    scalars(Sample.shape("lite_verified")).create(lite.client()).insert(0, 300).delete(5, 9);

    create("lite_verified");

    for (VerifyDepth depth : VerifyDepth.values()) {
      assertThat(client.verify(v -> v.backup("lite_verified").depth(depth)).join().findings())
          .as(depth.name())
          .isEmpty();
    }
    assertThat(manifest("lite_verified").rowCount()).isEqualTo(291);
  }

  @Test
  void partitionsAndMorePagesThanOne() {
    Sample.shape("lite_pages")
        .create(lite.client())
        .insert(-1_000, 6_000)
        .partition("extra")
        .insert(9_000, 500, "extra");

    SortedMap<String, String> rows = roundTrip("lite_pages");

    assertThat(rows).hasSize(6_500);
    assertThat(Rows.keysIn(lite.client(), "lite_pages_back", "extra"))
        .isEqualTo(Rows.keysIn(lite.client(), "lite_pages", "extra"))
        .hasSize(500);
  }

  /** A part is about 64 MB, so this is more than one; a page is some of them. */
  @Test
  void partitionsOfSeveralPartsComeBackWhole() {
    long large = fillWithLargeRows("lite_parts", 1_300);

    SortedMap<String, String> rows = roundTrip("lite_parts");

    assertThat(rows).hasSize(1_300);
    PartitionManifest partition = manifest("lite_parts").partitions().get(0);
    assertThat(partition.segments()).hasSize(2);
    assertThat(partition.segments())
        .extracting(part -> name(part))
        .containsExactly("part-00001.parquet", "part-00002.parquet");
    assertThat(partition.segments().stream().mapToLong(SegmentManifest::rowCount).sum())
        .isEqualTo(1_300);
    assertThat(manifest("lite_parts").size()).isBetween(large, large * 11 / 10);
  }

  @Test
  void progressTellsRowsAndBytes() {
    Sample.shape("lite_progress").create(lite.client()).insert(0, 3_000);
    List<Progress> creates = new CopyOnWriteArrayList<>();
    List<Progress> restores = new CopyOnWriteArrayList<>();

    client
        .create(
            b ->
                b.name("lite_progress")
                    .collections("lite_progress")
                    .mode(BackupMode.LOGICAL)
                    .listener(creates::add))
        .join();
    client.restore(r -> r.backup("lite_progress").suffix("_back").listener(restores::add)).join();

    for (List<Progress> told : List.of(creates, restores)) {
      Progress last = told.get(told.size() - 1);
      assertThat(last.rows()).isEqualTo(3_000);
      assertThat(last.rowsDone()).isEqualTo(3_000);
      assertThat(last.bytesDone()).isEqualTo(last.bytes()).isPositive();
      assertThat(told).isSortedAccordingTo((a, b) -> Long.compare(a.rowsDone(), b.rowsDone()));
    }
  }

  @Test
  void keysOfAnyCharacters() {
    OddKeys.roundTrip(lite.client(), client, "lite_odd");
  }

  @Test
  void textsAreAnalysedAnew() {
    CreateCollectionReq.CollectionSchema schema =
        CreateCollectionReq.CollectionSchema.builder().build();
    schema.addField(
        AddFieldReq.builder().fieldName("id").dataType(DataType.Int64).isPrimaryKey(true).build());
    schema.addField(
        AddFieldReq.builder()
            .fieldName("text")
            .dataType(DataType.VarChar)
            .maxLength(200)
            .enableAnalyzer(true)
            .enableMatch(true)
            .build());
    schema.addField(
        AddFieldReq.builder().fieldName("vector").dataType(DataType.SparseFloatVector).build());
    schema.addFunction(
        Function.builder()
            .name("words")
            .functionType(FunctionType.BM25)
            .inputFieldNames(List.of("text"))
            .outputFieldNames(List.of("vector"))
            .build());
    lite.drop("lite_words");
    lite.client()
        .createCollection(
            CreateCollectionReq.builder()
                .collectionName("lite_words")
                .collectionSchema(schema)
                .indexParams(
                    List.of(
                        IndexParam.builder()
                            .fieldName("vector")
                            .indexType(IndexType.SPARSE_INVERTED_INDEX)
                            .metricType(MetricType.BM25)
                            .build()))
                .build());
    List<JsonObject> rows = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      JsonObject row = new JsonObject();
      row.addProperty("id", i);
      row.addProperty("text", "the whale number " + i);
      rows.add(row);
    }
    lite.client().insert(InsertReq.builder().collectionName("lite_words").data(rows).build());

    assertThat(roundTrip("lite_words")).hasSize(50);
  }

  @Test
  void keysThatMilvusGeneratesAreGeneratedAnew() {
    Sample.shape("lite_auto")
        .autoKey()
        .field("n", DataType.Int64)
        .create(lite.client())
        .insert(0, 400);
    create("lite_auto");

    client.restore(r -> r.backup("lite_auto").suffix("_back")).join();

    assertThat(Rows.of(lite.client(), "lite_auto_back", "n").keySet())
        .isEqualTo(Rows.of(lite.client(), "lite_auto", "n").keySet());
  }

  @Test
  void anEmptyCollectionComesBackEmptyWithItsPartitions() {
    Sample.shape("lite_empty").create(lite.client()).partition("spare");

    assertThat(roundTrip("lite_empty")).isEmpty();
  }

  @Test
  void betweenMilvusAndLite() {
    try (MilvusUnderTest milvus = MilvusUnderTest.onLocalStorage();
        BackupClient large =
            BackupClient.builder().milvus(milvus.uri()).backupStorage(backups).build()) {
      scalars(Sample.shape("wanderer")).dynamic().create(milvus.client()).insert(0, 300);
      SortedMap<String, String> rows = Rows.of(milvus.client(), "wanderer", "id");
      large.create(b -> b.name("out").collections("wanderer").mode(BackupMode.LOGICAL)).join();
      lite.drop("wanderer");

      client.restore(r -> r.backup("out")).join();
      create("wanderer");
      large.restore(r -> r.backup("wanderer").suffix("_returned")).join();

      assertThat(Rows.of(milvus.client(), "wanderer_returned", "id")).isEqualTo(rows);
    }
  }

  @Test
  void whatIsThereIsReplacedWhenTheNewOneIsComplete() {
    Sample sample = Sample.shape("lite_replaced").create(lite.client()).insert(0, 100);
    create("lite_replaced");
    sample.delete(0, 50).insert(1_000, 5);

    client.restore(r -> r.backup("lite_replaced").ifExists(IfExists.REPLACE)).join();

    assertThat(Rows.of(lite.client(), "lite_replaced", "id")).hasSize(100).containsKey("0");
    assertThat(lite.client().listCollections().getCollectionNames())
        .noneMatch(name -> name.startsWith("lite_replaced__"));
  }

  /** Milvus Lite replaces rows with the same keys, so nothing is added to what exists. */
  @Test
  void whatIsThereIsLeftAloneOrRefused() {
    Sample sample = Sample.shape("lite_there").create(lite.client()).insert(0, 100);
    create("lite_there");
    sample.delete(0, 100).insert(1_000, 5);

    assertThatThrownBy(() -> client.restore(r -> r.backup("lite_there")).join())
        .hasMessageContaining("Milvus already has default.lite_there");
    client.restore(r -> r.backup("lite_there").ifExists(IfExists.SKIP)).join();
    assertThat(Rows.of(lite.client(), "lite_there", "id")).hasSize(5);
    assertThatThrownBy(
            () -> client.restore(r -> r.backup("lite_there").ifExists(IfExists.APPEND)).await())
        .isInstanceOf(CollectionExistsException.class)
        .hasMessageContaining("Milvus Lite replaces existing rows that have the same keys");
    assertThat(Rows.of(lite.client(), "lite_there", "id")).hasSize(5);
  }

  /** Backs up and restores beside; what comes back is the same, row by row. */
  private SortedMap<String, String> roundTrip(String name) {
    lite.drop(name + "_back");
    create(name);
    client.restore(r -> r.backup(name).suffix("_back")).join();
    SortedMap<String, String> rows = Rows.of(lite.client(), name, "id");
    assertThat(Rows.of(lite.client(), name + "_back", "id")).isEqualTo(rows);
    assertThat(Described.of(lite.client(), name + "_back"))
        .isEqualTo(Described.of(lite.client(), name));
    assertThat(manifest(name).rowCount()).isEqualTo(rows.size());
    return rows;
  }

  private void create(String name) {
    MilvusLite.create(client, name);
  }

  private CollectionManifest manifest(String name) {
    return client.get(name).collections().get(0);
  }

  private static String name(SegmentManifest part) {
    String path = part.insertLogs().get(0).key().path();
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static Sample.Shape scalars(Sample.Shape shape) {
    SCALARS.forEach(type -> shape.field("of_" + type.name(), type));
    return shape;
  }

  /** Rows of 60 kB that cannot be compressed; how many bytes in all. */
  private static long fillWithLargeRows(String name, int count) {
    CreateCollectionReq.CollectionSchema schema =
        CreateCollectionReq.CollectionSchema.builder().build();
    schema.addField(
        AddFieldReq.builder().fieldName("id").dataType(DataType.Int64).isPrimaryKey(true).build());
    schema.addField(
        AddFieldReq.builder()
            .fieldName("text")
            .dataType(DataType.VarChar)
            .maxLength(65_535)
            .build());
    schema.addField(
        AddFieldReq.builder()
            .fieldName("vector")
            .dataType(DataType.FloatVector)
            .dimension(2)
            .build());
    lite.drop(name);
    lite.client()
        .createCollection(
            CreateCollectionReq.builder()
                .collectionName(name)
                .collectionSchema(schema)
                .indexParams(
                    List.of(
                        IndexParam.builder()
                            .fieldName("vector")
                            .indexType(IndexType.FLAT)
                            .metricType(MetricType.L2)
                            .build()))
                .build());
    Random random = new Random(1);
    long bytes = 0;
    for (int first = 0; first < count; first += 100) {
      List<JsonObject> rows = new ArrayList<>();
      for (int i = first; i < first + 100; i++) {
        JsonObject row = new JsonObject();
        String text =
            random
                .ints(60_000, '!', '~')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        row.addProperty("id", i);
        row.addProperty("text", text);
        JsonArray vector = new JsonArray();
        vector.add(random.nextFloat());
        vector.add(random.nextFloat());
        row.add("vector", vector);
        rows.add(row);
        bytes += text.length();
      }
      lite.client().insert(InsertReq.builder().collectionName(name).data(rows).build());
    }
    return bytes;
  }
}
