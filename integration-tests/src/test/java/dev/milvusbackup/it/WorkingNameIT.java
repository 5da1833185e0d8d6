package dev.milvusbackup.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.milvusbackup.BackupClient;
import dev.milvusbackup.Phase;
import dev.milvusbackup.Progress;
import dev.milvusbackup.RestoreFailedException;
import dev.milvusbackup.error.CollectionExistsException;
import dev.milvusbackup.error.CorruptBackupException;
import dev.milvusbackup.storage.ObjectBody;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.PutMode;
import dev.milvusbackup.storage.memory.InMemoryObjectStore;
import io.milvus.v2.common.DataType;
import io.milvus.v2.service.collection.request.DropCollectionReq;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A collection gets its name when it is complete, and not before. */
class WorkingNameIT {

  private final MilvusUnderTest milvus = MilvusUnderTest.onLocalStorage();
  private final ObjectStore store = InMemoryObjectStore.create();
  private final BackupClient backups = milvus.backupClient().backupStorage(store).build();

  @AfterEach
  void close() {
    backups.close();
    store.close();
    milvus.close();
  }

  @Test
  void nothingLiesUnderTheTargetNameBeforeItIsComplete() {
    Sample.shape("slow")
        .partitionKey("genre")
        .partitions(3)
        .field("title", DataType.VarChar)
        .create(milvus.client())
        .insert(0, 500)
        .delete(0, 20);
    SortedMap<String, String> before = Rows.of(milvus.client(), "slow", "id");
    backups.create(b -> b.name("slow").collections("slow")).join();
    Map<Phase, List<String>> seen = new ConcurrentHashMap<>();

    backups
        .restore(
            r ->
                r.backup("slow")
                    .suffix("_back")
                    .listener(p -> seen.put(p.phase(), restoring("slow_back"))))
        .join();

    assertThat(seen.get(Phase.STAGING)).isEmpty();
    for (Phase phase : Set.of(Phase.IMPORTING, Phase.INDEXING, Phase.COUNTING)) {
      assertThat(seen.get(phase))
          .as("%s", phase)
          .singleElement()
          .asString()
          .matches("slow_back__restoring_[0-9a-f]{8}");
    }
    assertThat(restoring("slow_back")).containsExactly("slow_back");
    assertThat(Rows.of(milvus.client(), "slow_back", "id")).isEqualTo(before).hasSize(480);
    assertThat(Described.of(milvus.client(), "slow_back"))
        .isEqualTo(Described.of(milvus.client(), "slow"));
  }

  @Test
  void whatIsRestoredIsKeptIfSomebodyElseTakesTheNameMeanwhile() {
    Sample.shape("wanted").create(milvus.client()).insert(0, 300);
    backups.create(b -> b.name("wanted").collections("wanted")).join();
    SortedMap<String, String> before = Rows.of(milvus.client(), "wanted", "id");

    assertThatThrownBy(
            () ->
                backups
                    .restore(r -> r.backup("wanted").suffix("_2").listener(this::takeTheName))
                    .join())
        .cause()
        .isInstanceOf(RestoreFailedException.class)
        .hasCauseInstanceOf(CollectionExistsException.class)
        .hasMessageContaining("another client has created a collection of that name");

    List<String> there = restoring("wanted_2");
    assertThat(there).hasSize(2).contains("wanted_2");
    String kept = there.get(1);
    assertThat(Rows.of(milvus.client(), kept, "id")).isEqualTo(before);
    assertThat(Rows.of(milvus.client(), "wanted_2", "id")).hasSize(1);
    drop(kept);
  }

  @Test
  void damageThatIsFoundWhileStagingLeavesNothing() throws IOException {
    Sample.shape("flipped").create(milvus.client()).insert(0, 300);
    backups.create(b -> b.name("flipped").collections("flipped")).join();
    ObjectKey log =
        backups.get("flipped").collections().get(0).objects().findFirst().orElseThrow().key();
    byte[] bytes = store.open(log, 0, Long.MAX_VALUE).readAllBytes();
    bytes[bytes.length / 2] ^= 1;
    store.put(log, ObjectBody.of(bytes), PutMode.REPLACE);

    assertThatThrownBy(
            () ->
                backups
                    .restore(r -> r.backup("flipped").rename("flipped", "flipped_db.back"))
                    .join())
        .hasRootCauseInstanceOf(CorruptBackupException.class)
        .hasMessageContaining(log.path());

    assertThat(milvus.client().listDatabases().getDatabaseNames()).doesNotContain("flipped_db");
  }

  @Test
  void longNamesThatBeginAlikeDoNotMeet() {
    String alike = "n".repeat(240);
    Sample.shape("long_1").create(milvus.client()).insert(0, 10);
    Sample.shape("long_2").create(milvus.client()).insert(100, 20);
    backups.create(b -> b.name("long").collections("long_1", "long_2")).join();

    backups
        .restore(
            r ->
                r.backup("long")
                    .rename("long_1", alike + "_is_the_first1")
                    .rename("long_2", alike + "_is_the_second"))
        .join();

    assertThat(Rows.of(milvus.client(), alike + "_is_the_first1", "id")).hasSize(10);
    assertThat(Rows.of(milvus.client(), alike + "_is_the_second", "id")).hasSize(20);
  }

  @Test
  void whatOnlyLooksAsIfItWereBeingRestoredIsBackedUp() {
    milvus.ensureDatabase("half_way");
    var client = milvus.client("half_way");
    Sample.shape("books").create(client).insert(0, 10);
    Sample.shape("films__restoring_0123abcd").create(client).insert(0, 10);

    var all = backups.create(b -> b.name("all").collections("half_way.*")).join();
    var one =
        backups.create(b -> b.name("one").collections("half_way.films__restoring_0123abcd")).join();

    assertThat(all.manifest().collections()).hasSize(2);
    assertThat(all.leftOut()).isEmpty();
    assertThat(one.manifest().collections()).hasSize(1);
  }

  private void takeTheName(Progress progress) {
    if (progress.phase() == Phase.COUNTING && !milvus.collections().contains("wanted_2")) {
      Sample.shape("wanted_2").create(milvus.client()).insert(7, 1);
    }
  }

  /** The collections whose names begin with the target's, itself first. */
  private List<String> restoring(String target) {
    return milvus.collections().stream().filter(name -> name.startsWith(target)).sorted().toList();
  }

  private void drop(String collection) {
    milvus.client().dropCollection(DropCollectionReq.builder().collectionName(collection).build());
  }
}
