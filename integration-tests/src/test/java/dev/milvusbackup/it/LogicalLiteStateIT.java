package dev.milvusbackup.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milvusbackup.AliasPolicy;
import dev.milvusbackup.BackupClient;
import dev.milvusbackup.storage.memory.InMemoryObjectStore;
import io.milvus.v2.client.ConnectConfig;
import io.milvus.v2.client.MilvusClientV2;
import io.milvus.v2.service.collection.request.AlterCollectionPropertiesReq;
import io.milvus.v2.service.collection.request.DescribeCollectionReq;
import io.milvus.v2.service.collection.request.GetLoadStateReq;
import io.milvus.v2.service.collection.request.ReleaseCollectionReq;
import io.milvus.v2.service.utility.request.CreateAliasReq;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What Milvus Lite has besides rows comes back by logical mode too. */
@ResourceLock(MilvusLite.LOCK)
class LogicalLiteStateIT {

  private static MilvusLite lite;

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
    client = lite.backups(InMemoryObjectStore.create());
  }

  @AfterEach
  void close() {
    client.close();
  }

  @Test
  void whatWasLoadedIsLoadedAndWhatWasNotIsNot() {
    Sample.shape("lite_loaded").create(lite.client()).insert(0, 20);
    Rows.of(lite.client(), "lite_loaded", "id");
    MilvusLite.create(client, "lite_loaded");
    Sample.shape("lite_released").create(lite.client()).insert(0, 20);
    lite.client()
        .releaseCollection(ReleaseCollectionReq.builder().collectionName("lite_released").build());
    MilvusLite.create(client, "lite_released");

    client.restore(r -> r.backup("lite_loaded").suffix("_back")).join();
    client.restore(r -> r.backup("lite_released").suffix("_back")).join();

    assertThat(isLoaded("lite_loaded")).isTrue();
    assertThat(isLoaded("lite_loaded_back")).isTrue();
    assertThat(isLoaded("lite_released")).isFalse();
    assertThat(isLoaded("lite_released_back")).isFalse();
  }

  @Test
  void aliasesAndPropertiesComeBack() {
    Sample.shape("lite_named").create(lite.client()).insert(0, 10);
    lite.client()
        .alterCollectionProperties(
            AlterCollectionPropertiesReq.builder()
                .collectionName("lite_named")
                .property("timezone", "Asia/Shanghai")
                .build());
    lite.client()
        .createAlias(
            CreateAliasReq.builder().collectionName("lite_named").alias("lite_alias").build());
    MilvusLite.create(client, "lite_named");
    lite.drop("lite_named");

    client.restore(r -> r.backup("lite_named")).join();

    assertThat(Rows.of(lite.client(), "lite_alias", "id")).hasSize(10);
    assertThat(
            lite.client()
                .describeCollection(
                    DescribeCollectionReq.builder().collectionName("lite_named").build())
                .getProperties())
        .containsEntry("timezone", "Asia/Shanghai");
  }

  @Test
  void aDatabaseIsMadeWhereItIsNotThere() {
    Sample.shape("lite_moving").create(lite.client()).insert(0, 10);
    MilvusLite.create(client, "lite_moving");

    client
        .restore(
            r ->
                r.backup("lite_moving")
                    .rename("lite_moving", "lite_db.lite_moved")
                    .aliases(AliasPolicy.SKIP))
        .join();

    MilvusClientV2 inDatabase =
        new MilvusClientV2(ConnectConfig.builder().uri(lite.uri()).dbName("lite_db").build());
    try {
      assertThat(Rows.of(inDatabase, "lite_moved", "id"))
          .isEqualTo(Rows.of(lite.client(), "lite_moving", "id"));
    } finally {
      inDatabase.close();
    }
  }

  private static boolean isLoaded(String name) {
    return lite.client().getLoadState(GetLoadStateReq.builder().collectionName(name).build());
  }
}
