package dev.milvusbackup.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.milvusbackup.BackupClient;
import dev.milvusbackup.BackupMode;
import dev.milvusbackup.IfExists;
import dev.milvusbackup.IntegrityCheck;
import dev.milvusbackup.RestoreReport.Placement;
import dev.milvusbackup.error.BackupException;
import dev.milvusbackup.error.InvalidRequestException;
import dev.milvusbackup.manifest.CollectionManifest;
import dev.milvusbackup.manifest.StoredObject;
import dev.milvusbackup.storage.ObjectBody;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.PutMode;
import dev.milvusbackup.storage.memory.InMemoryObjectStore;
import io.milvus.grpc.LoadState;
import io.milvus.v2.client.MilvusClientV2;
import io.milvus.v2.common.DataType;
import io.milvus.v2.common.IndexParam.IndexType;
import io.milvus.v2.common.IndexParam.MetricType;
import io.milvus.v2.service.collection.request.DropCollectionReq;
import io.milvus.v2.service.collection.request.GetLoadStateReq;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Backups by queries of a real Milvus 2.3.5, whose storage the client does not know. */
@Order(6)
class LogicalIT {

  private static MilvusUnderTest server;

  private ObjectStore backups;
  private BackupClient client;

  @BeforeAll
  static void startServer() {
    server = MilvusUnderTest.onLocalStorage();
  }

  @AfterAll
  static void closeServer() {
    if (server != null) {
      server.close();
    }
  }

  @BeforeEach
  void open() {
    backups = InMemoryObjectStore.create();
    client = BackupClient.builder().milvus(server.connection()).backupStorage(backups).build();
  }

  @AfterEach
  void close() {
    client.close();
  }

  @Test
  void everyTypePartitionsAndWhatIsInMemoryOnly() {
    everyType("logical_types")
        .insert(0, 1_000)
        .flush()
        .partition("extra")
        .insert(9_000, 500, "extra")
        .delete(100, 50)
        .insert(120, 5);

    SortedMap<String, String> rows = roundTrip("logical_types");

    assertThat(rows).hasSize(1_455);
    assertThat(keysIn("logical_types_back", "extra")).isEqualTo(keysIn("logical_types", "extra"));
  }

  @Test
  void keysOfAnyCharacters() {
    OddKeys.roundTrip(milvus(), client, "logical_odd");
  }

  @Test
  void textKeysAndAPartitionKey() {
    Sample.shape("logical_text")
        .key(DataType.VarChar)
        .partitionKey("tenant")
        .partitions(4)
        .create(milvus())
        .insert(0, 1_000);

    assertThat(roundTrip("logical_text")).hasSize(1_000);
  }

  @Test
  void binaryAndHalfPrecisionVectors() {
    Sample.shape("logical_binary")
        .vector(DataType.BinaryVector, IndexType.BIN_FLAT, MetricType.HAMMING)
        .create(milvus())
        .insert(0, 800);

    Sample.shape("logical_half")
        .vector(DataType.Float16Vector, IndexType.FLAT, MetricType.L2)
        .create(milvus())
        .insert(0, 800);

    assertThat(roundTrip("logical_binary")).hasSize(800);
    assertThat(roundTrip("logical_half")).hasSize(800);
  }

  @Test
  void morePagesThanOne() {
    Sample.shape("logical_pages").create(milvus()).insert(-5_000, 20_000);

    assertThat(roundTrip("logical_pages")).hasSize(20_000);

    List<StoredObject> parts = collection("logical_pages").objects().toList();
    assertThat(parts).singleElement().satisfies(part -> assertThat(part.digest()).isPresent());
    assertThat(parts.get(0).key().path())
        .matches("logical_pages/rows/\\d+/\\d+/part-00001.parquet");
  }

  @Test
  void keysThatMilvusGeneratesAreGeneratedAnew() {
    Sample.shape("logical_auto")
        .autoKey()
        .field("n", DataType.Int64)
        .create(milvus())
        .insert(0, 400);
    create("logical_auto");

    client.restore(r -> r.backup("logical_auto").suffix("_back")).join();

    assertThat(Rows.of(milvus(), "logical_auto_back", "n").keySet())
        .isEqualTo(Rows.of(milvus(), "logical_auto", "n").keySet());
  }

  @Test
  void rowsThatShareAKeyAreToldAndNothingIsLeft() {
    Sample.shape("logical_twice").create(milvus()).insert(0, 200).insert(50, 20);

    assertThatThrownBy(() -> create("logical_twice"))
        .hasRootCauseInstanceOf(BackupException.class)
        .hasMessageContaining("200 rows were read, but Milvus counts 220");
    assertThat(backups.list(ObjectKey.ROOT)).isEmpty();
  }

  @Test
  void whatIsLoadedOrBeingLoadedStaysLoadedAndAnotherIsReleased() {
    Sample.shape("logical_loaded").create(milvus()).insert(0, 10);

    create("logical_loaded"); // the SDK has begun to load it
    assertThat(isLoaded("logical_loaded")).isTrue();

    client.delete("logical_loaded").join();
    create("logical_loaded");
    assertThat(isLoaded("logical_loaded")).isTrue();

    try (RawMilvus raw = new RawMilvus(server.uri())) {
      raw.release("logical_loaded");
    }
    client.delete("logical_loaded").join();
    create("logical_loaded");
    assertThat(isLoaded("logical_loaded")).isFalse();
  }

  /** Milvus 2.3.5 says that it is loaded, and leaves out the other rows where none are named. */
  @Test
  void aCollectionOfWhichOnlySomePartitionsAreLoadedIsRefused() {
    Sample sample = Sample.shape("logical_partly").unindexed().create(milvus());
    sample.insert(0, 10).partition("spare").insert(100, 10, "spare");
    try (RawMilvus raw = new RawMilvus(server.uri())) {
      raw.index(
          "logical_partly",
          "vector",
          "by_vector",
          Map.of("index_type", "FLAT", "metric_type", "L2", "params", "{}"));
      raw.load("logical_partly", "spare");
      await().until(() -> raw.loadState("logical_partly") == LoadState.LoadStateLoaded);
    }

    assertThatThrownBy(() -> create("logical_partly"))
        .hasMessageContaining("its partitions [_default] are not loaded while others are");
    assertThat(backups.list(ObjectKey.ROOT)).isEmpty();
  }

  @Test
  void aDamagedPartIsFoundBeforeARowOfItIsInserted() {
    Sample.shape("logical_damaged").create(milvus()).insert(0, 100);
    create("logical_damaged");
    StoredObject part = collection("logical_damaged").objects().findFirst().orElseThrow();
    byte[] bytes = bytes(part);
    bytes[bytes.length / 2] ^= 1;
    backups.put(part.key(), ObjectBody.of(bytes), PutMode.REPLACE);

    assertThatThrownBy(
            () -> client.restore(r -> r.backup("logical_damaged").suffix("_back")).join())
        .hasMessageContaining("its SHA-256 digest is");
    assertThatThrownBy(
            () ->
                client
                    .restore(
                        r ->
                            r.backup("logical_damaged")
                                .suffix("_back")
                                .check(IntegrityCheck.PRESENCE))
                    .join())
        .hasMessageContaining("part-00001.parquet of memory:")
        .hasMessageContaining("its digest is");
    assertThat(server.collections()).doesNotContain("logical_damaged_back");
  }

  @Test
  void itIsMarkedAndReplacesWhatIsThere() {
    Sample sample = Sample.shape("logical_replaced").create(milvus()).insert(0, 100);
    create("logical_replaced");
    sample.insert(1_000, 5).delete(0, 50);

    client.restore(r -> r.backup("logical_replaced").ifExists(IfExists.REPLACE)).join();

    assertThat(Rows.of(milvus(), "logical_replaced", "id")).hasSize(100).containsKey("0");
    assertThat(client.list().backups())
        .singleElement()
        .satisfies(summary -> assertThat(summary.mode()).isEqualTo(BackupMode.LOGICAL));
    // The Go tool takes what has no backup_meta.json for no backup.
    ObjectKey metas = ObjectKey.of("logical_replaced/meta");
    assertThat(backups.list(metas).map(o -> o.key().relativeTo(metas)))
        .containsExactly("full_meta.json", "logical_meta.json", "manifest.json");
  }

  @Test
  void aClientWithoutMilvusStorageAsksForTheMode() {
    assertThatThrownBy(() -> client.create(b -> b.name("quick")).join())
        .hasCauseInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("BackupMode.LOGICAL");
  }

  private static Sample everyType(String name) {
    return Sample.shape(name)
        .field("bool", DataType.Bool)
        .field("int8", DataType.Int8)
        .field("int16", DataType.Int16)
        .field("int32", DataType.Int32)
        .field("int64", DataType.Int64)
        .field("float", DataType.Float)
        .field("double", DataType.Double)
        .field("text", DataType.VarChar)
        .field("json", DataType.JSON)
        .array("bools", DataType.Bool)
        .array("int8s", DataType.Int8)
        .array("int16s", DataType.Int16)
        .array("int32s", DataType.Int32)
        .array("int64s", DataType.Int64)
        .array("floats", DataType.Float)
        .array("doubles", DataType.Double)
        .array("texts", DataType.VarChar)
        .dynamic()
        .shards(2)
        .create(milvus());
  }

  /** Backs up and restores beside; what comes back is the same, row by row. */
  private SortedMap<String, String> roundTrip(String name) {
    drop(name + "_back");
    create(name);
    var report = client.restore(r -> r.backup(name).suffix("_back")).join();
    assertThat(report.restored())
        .singleElement()
        .satisfies(c -> assertThat(c.placement()).isEqualTo(Placement.INSERTED));
    SortedMap<String, String> rows = Rows.of(milvus(), name, "id");
    assertThat(Rows.of(milvus(), name + "_back", "id")).isEqualTo(rows);
    assertThat(Described.of(milvus(), name + "_back")).isEqualTo(Described.of(milvus(), name));
    assertThat(collection(name).rowCount()).isEqualTo(rows.size());
    return rows;
  }

  private void create(String name) {
    client.create(b -> b.name(name).collections(name).mode(BackupMode.LOGICAL)).join();
  }

  private CollectionManifest collection(String name) {
    return client.get(name).collections().get(0);
  }

  private byte[] bytes(StoredObject part) {
    try (var in = backups.open(part.key(), 0, part.size())) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SortedSet<String> keysIn(String collection, String partition) {
    return Rows.keysIn(milvus(), collection, partition);
  }

  private static boolean isLoaded(String name) {
    return milvus().getLoadState(GetLoadStateReq.builder().collectionName(name).build());
  }

  private static void drop(String name) {
    milvus().dropCollection(DropCollectionReq.builder().collectionName(name).build());
  }

  private static MilvusClientV2 milvus() {
    return server.client();
  }
}
