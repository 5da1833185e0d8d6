package dev.milvusbackup.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.milvusbackup.BackupClient;
import dev.milvusbackup.IfExists;
import dev.milvusbackup.storage.ObjectInfo;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.memory.InMemoryObjectStore;
import dev.milvusbackup.testkit.FaultyObjectStore;
import dev.milvusbackup.testkit.StoreCall;
import dev.milvusbackup.testkit.StoreCall.Operation;
import io.milvus.v2.service.collection.request.DescribeCollectionReq;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is written between the flush of a create and its listing of the files. */
@Tag(Tier.SLOW)
class LateChangesIT {

  private final MilvusUnderTest milvus = MilvusUnderTest.onLocalStorage();
  private final ObjectStore store = InMemoryObjectStore.create();
  private final FaultyObjectStore segments = FaultyObjectStore.over(milvus.storage());
  private final BackupClient backups =
      milvus.backupClient().milvusStorage(segments).backupStorage(store).build();

  private Sample sample;
  private SortedMap<String, String> before;

  @BeforeEach
  void prepare() {
    sample = Sample.shape("late").create(milvus.client()).insert(0, 300).flush();
    before = Rows.of(milvus.client(), "late", "id");
  }

  @AfterEach
  void close() {
    backups.close();
    segments.close();
    milvus.close();
  }

  /** To Milvus an upsert is a delete and an insert, and only the delete is in a listed segment. */
  @Test
  void halfAnUpsertIsLeftOut() {
    requireUnchanged(restoredAfter(() -> sample.upsert(0, 100).flush()));
  }

  @Test
  void deletesAreLeftOut() {
    requireUnchanged(
        restoredAfter(
            () -> {
              sample.delete(0, 100);
              // A flush that has no rows to write out does not wait for deletes.
              await()
                  .until(
                      () -> {
                        sample.flush();
                        return isAnyDeltaLog();
                      });
            }));
  }

  /** A delete before the flush makes for a second one, which writes the inserts out. */
  @Test
  void insertsAreLeftOut() {
    sample.delete(200, 10);
    before = Rows.of(milvus.client(), "late", "id");

    requireUnchanged(restoredAfter(() -> sample.insert(1000, 50)));
  }

  /** What somebody else has had written out is not told from the work of a compaction. */
  @Test
  void afterTheFlushOfAnotherItBeginsAnew() {
    SortedMap<String, String> restored =
        restoredAfter(() -> sample.delete(0, 100).insert(1000, 50).flush());

    assertThat(restored).isEqualTo(Rows.of(milvus.client(), "late", "id")).hasSize(250);
  }

  /**
   * Milvus's clock goes on in steps; the flush may be in the step of what was written before it.
   */
  @Test
  void whatWasAcknowledgedJustBeforeIsThere() {
    for (long i = 0; i < Tier.length(1, 5); i++) {
      String name = "just_before_" + i;
      sample.insert(1000 + i * 10, 10).delete(i * 10, 10);
      backups.create(b -> b.name(name).collections("late")).join();
      before = Rows.of(milvus.client(), "late", "id");

      backups.restore(r -> r.backup(name).suffix("_back").ifExists(IfExists.REPLACE)).join();

      requireUnchanged(Rows.of(milvus.client(), "late_back", "id"));
    }
  }

  /** The rows that a create restores if something happens in the middle of it. */
  private SortedMap<String, String> restoredAfter(Runnable change) {
    AtomicInteger listings = new AtomicInteger();
    segments.failWhen(
        call -> {
          // The first is before the flush.
          if (isOfDeltaLogs(call) && listings.incrementAndGet() == 2) {
            change.run();
          }
          return false;
        },
        FaultyObjectStore.outage());

    backups.create(b -> b.name("x").collections("late")).join();
    backups.restore(r -> r.backup("x").suffix("_back").ifExists(IfExists.REPLACE)).join();

    assertThat(listings).hasValueGreaterThan(2);
    return Rows.of(milvus.client(), "late_back", "id");
  }

  private void requireUnchanged(SortedMap<String, String> restored) {
    assertThat(restored.keySet()).isEqualTo(before.keySet());
    assertThat(restored).isEqualTo(before);
  }

  private boolean isAnyDeltaLog() {
    long id =
        milvus
            .client()
            .describeCollection(DescribeCollectionReq.builder().collectionName("late").build())
            .getCollectionID();
    try (ObjectStore files = milvus.storage();
        Stream<ObjectInfo> logs = files.list(ObjectKey.of("delta_log/" + id))) {
      return logs.findAny().isPresent();
    }
  }

  private static boolean isOfDeltaLogs(StoreCall call) {
    return call.is(Operation.LIST) && call.keys().get(0).path().startsWith("delta_log/");
  }
}
