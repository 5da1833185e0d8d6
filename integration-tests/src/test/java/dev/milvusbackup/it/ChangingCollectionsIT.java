package dev.milvusbackup.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.milvusbackup.BackupClient;
import dev.milvusbackup.BackupReport;
import dev.milvusbackup.BackupReport.Skipped;
import dev.milvusbackup.OnError;
import dev.milvusbackup.Phase;
import dev.milvusbackup.ProgressListener;
import dev.milvusbackup.error.CollectionNotFoundException;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectNotFoundException;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.memory.InMemoryObjectStore;
import dev.milvusbackup.testkit.FaultyObjectStore;
import dev.milvusbackup.testkit.StoreCall.Operation;
import io.milvus.v2.service.collection.request.DropCollectionReq;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Collections that do not stay as they are while they are backed up. */
class ChangingCollectionsIT {

  private static MilvusUnderTest milvus;

  private final ObjectStore store = InMemoryObjectStore.create();
  private final FaultyObjectStore segments = FaultyObjectStore.over(milvus.storage());
  private final BackupClient backups =
      milvus.backupClient().milvusStorage(segments).backupStorage(store).build();

  @BeforeAll
  static void prepare() {
    milvus = MilvusUnderTest.onLocalStorage();
    Sample.shape("staying").create(milvus.client()).insert(0, 200).flush();
  }

  @AfterAll
  static void stop() {
    milvus.close();
  }

  @AfterEach
  void close() {
    backups.close();
    segments.close();
  }

  @Test
  void oneThatIsDroppedMeanwhileFailsTheCreate() {
    Sample.shape("leaving").create(milvus.client()).insert(0, 100);

    assertThatThrownBy(
            () ->
                backups
                    .create(
                        b ->
                            b.name("x")
                                .collections("staying", "leaving")
                                .listener(dropping("leaving", Phase.FLUSHING)))
                    .join())
        .hasCauseInstanceOf(CollectionNotFoundException.class)
        .hasMessageContaining("default.leaving");

    try (var objects = store.list(ObjectKey.ROOT)) {
      assertThat(objects).isEmpty();
    }
  }

  @Test
  void oneThatIsDroppedMeanwhileIsSkippedWhereThatIsWanted() {
    Sample.shape("leaving").create(milvus.client()).insert(0, 100);

    BackupReport report =
        backups
            .create(
                b ->
                    b.name("x")
                        .collections("staying", "leaving")
                        .onError(OnError.SKIP)
                        .listener(dropping("leaving", Phase.FLUSHING)))
            .join();

    assertThat(report.skipped())
        .singleElement()
        .satisfies(
            skipped -> {
              assertThat(skipped.collection()).hasToString("default.leaving");
              assertThat(skipped.cause()).isInstanceOf(CollectionNotFoundException.class);
            });
    assertThat(report.manifest().collections())
        .singleElement()
        .satisfies(collection -> assertThat(collection.rowCount()).isEqualTo(200));
  }

  @Test
  void oneThatIsDroppedWhileItIsCopiedIsSkippedToo() {
    Sample.shape("leaving").create(milvus.client()).insert(0, 100);
    String files = "insert_log/" + milvus.collectionId("leaving") + "/";
    segments.failWhen(
        call -> call.is(Operation.OPEN) && call.keys().get(0).path().startsWith(files),
        () -> new ObjectNotFoundException("Cannot read a file: dropped by a test."));

    BackupReport report =
        backups
            .create(
                b ->
                    b.name("x")
                        .collections("leaving", "staying")
                        .onError(OnError.SKIP)
                        .listener(dropping("leaving", Phase.COPYING)))
            .join();

    assertThat(report.skipped()).extracting(Skipped::collection).hasToString("[default.leaving]");
    assertThat(report.manifest().collections())
        .singleElement()
        .satisfies(collection -> assertThat(collection.rowCount()).isEqualTo(200));
    assertThat(backups.verify(v -> v.backup("x")).join().findings()).isEmpty();
  }

  @Test
  void aBackupOfNothingButSkippedCollectionsIsNone() {
    Sample.shape("leaving").create(milvus.client()).insert(0, 100);

    assertThatThrownBy(
            () ->
                backups
                    .create(
                        b ->
                            b.name("x")
                                .collections("leaving")
                                .onError(OnError.SKIP)
                                .listener(dropping("leaving", Phase.FLUSHING)))
                    .join())
        .hasCauseInstanceOf(CollectionNotFoundException.class);
  }

  @Test
  void filesThatAreGoneArePlannedAnew() {
    AtomicInteger opened = new AtomicInteger();
    segments.failWhen(
        call -> call.is(Operation.OPEN) && opened.incrementAndGet() == 3,
        () -> new ObjectNotFoundException("Cannot read a file: compacted away by a test."));

    backups.create(b -> b.name("x").collections("staying")).join();
    segments.heal();
    backups.restore(r -> r.backup("x").suffix("_back")).join();

    assertThat(opened.get()).isGreaterThan(3);
    assertThat(Rows.of(milvus.client(), "staying_back", "id"))
        .isEqualTo(Rows.of(milvus.client(), "staying", "id"))
        .hasSize(200);
  }

  /** Drops a collection at the beginning of a phase. */
  private static ProgressListener dropping(String collection, Phase phase) {
    AtomicBoolean done = new AtomicBoolean();
    return progress -> {
      if (progress.phase() == phase && done.compareAndSet(false, true)) {
        milvus
            .client()
            .dropCollection(DropCollectionReq.builder().collectionName(collection).build());
      }
    };
  }
}
