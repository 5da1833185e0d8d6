package dev.milvusbackup.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milvusbackup.BackupClient;
import dev.milvusbackup.BackupRequest;
import dev.milvusbackup.CollectionName;
import dev.milvusbackup.RestoreReport;
import dev.milvusbackup.internal.milvus.fake.InMemoryMilvus;
import dev.milvusbackup.internal.milvus.fake.SampleValues;
import dev.milvusbackup.testkit.RecordingObjectStore;
import dev.milvusbackup.testkit.StoreCall;
import dev.milvusbackup.testkit.StoreCall.Operation;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The calls to both stores, which cost money at most services. */
class RequestCountTest {

  abstract static class Counted extends OnInMemoryMilvus {

    private static final int COLLECTIONS = 10;
    private static final int SEGMENTS = 4;
    private static final int MOST_BESIDE_COPIES = 40; // 190 with 150 objects
    private static final int MOST_OF_RESTORE = 60;

    private final RecordingObjectStore files = RecordingObjectStore.over(storage);
    private final RecordingObjectStore stored = RecordingObjectStore.over(backups);

    Counted(String version) {
      super(version);
    }

    @Test
    void aCreateSendsFewRequestsBesideItsCopies() {
      fillWith(SEGMENTS);

      createCounted("b");

      assertThat(count(Operation.COPY)).isGreaterThan(150);
      assertThat(allBesideCopies()).isLessThanOrEqualTo(MOST_BESIDE_COPIES);
    }

    @Test
    void aRestoreSendsFewRequests() {
      fillWith(SEGMENTS);
      create("b");

      RestoreReport report = restoreCounted();

      assertThat(report.restored()).hasSize(COLLECTIONS);
      assertThat(count(Operation.COPY)).isZero();
      assertThat(allBesideCopies()).isLessThanOrEqualTo(MOST_OF_RESTORE);
    }

    @Test
    void listingsDoNotGrowWithSegments() {
      fillWith(1);
      createCounted("few");
      long few = count(Operation.LIST);
      fillWith(SEGMENTS);
      files.reset();
      stored.reset();

      createCounted("many");

      assertThat(count(Operation.LIST)).isEqualTo(few).isLessThanOrEqualTo(3 * COLLECTIONS);
    }

    /** Which is long, since it lists the names of groups. */
    @Test
    void eachCollectionOfARestoreAddsAtMostThreeRecords() {
      fillWith(1);
      create("b");

      RestoreReport unused = restoreCounted();

      long records =
          stored.calls().stream()
              .filter(call -> call.is(Operation.PUT) && call.touches("/collections/1.1.json"))
              .count();
      assertThat(records).isBetween(3L, 3L * COLLECTIONS + 1);
    }

    private void fillWith(int segments) {
      for (int i = 0; i < COLLECTIONS; i++) {
        CollectionName name = new CollectionName("default", "c" + i);
        milvus.collections().drop(name);
        fill(name, 10);
        for (int segment = 1; segment < segments; segment++) {
          milvus.insert(name, SampleValues.row(milvus.schema(name), 10 + segment));
          flush(name);
        }
      }
    }

    private void createCounted(String backup) {
      try (BackupClient counted = InMemoryClient.of(milvus, files, stored)) {
        await(counted.create(BackupRequest.builder().name(backup).build()));
      }
    }

    private RestoreReport restoreCounted() {
      try (BackupClient counted = InMemoryClient.of(milvus, files, stored)) {
        return await(counted.restore(back().build()));
      }
    }

    /** Milvus 2.3 reads the ends of logs that this Milvus in memory writes across its flushes. */
    private long allBesideCopies() {
      long reads = files.calls().stream().filter(call -> call.is(Operation.OPEN)).count();
      return all().count() - reads - count(Operation.COPY);
    }

    private long count(Operation operation) {
      return all().filter(call -> call.is(operation)).count();
    }

    private Stream<StoreCall> all() {
      return Stream.concat(files.calls().stream(), stored.calls().stream());
    }
  }

  @Nested
  class Of235 extends Counted {

    Of235() {
      super(InMemoryMilvus.V2_3_5);
    }
  }

  @Nested
  class Of2527 extends Counted {

    Of2527() {
      super(InMemoryMilvus.V2_5_27);
    }
  }
}
