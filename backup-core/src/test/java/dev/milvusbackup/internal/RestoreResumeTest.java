package dev.milvusbackup.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.milvusbackup.BackupRequest;
import dev.milvusbackup.CollectionName;
import dev.milvusbackup.IfInterrupted;
import dev.milvusbackup.Job;
import dev.milvusbackup.RestoreFailedException;
import dev.milvusbackup.RestoreReport;
import dev.milvusbackup.error.CollectionExistsException;
import dev.milvusbackup.internal.milvus.fake.Calls.Fault;
import dev.milvusbackup.internal.milvus.fake.InMemoryMilvus;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a second run makes of what the first one has left behind. */
class RestoreResumeTest extends OnInMemoryMilvus {

  RestoreResumeTest() {
    super(InMemoryMilvus.V2_3_5);
  }

  @BeforeEach
  void backUp() {
    fill(BOOKS, 30);
    create("b");
  }

  @Test
  void aJobThatWasUnderWayIsWaitedFor() {
    interruptAt("imports.progress");

    restore(back());

    assertRows(BACK, 30);
    assertThat(calls().count("imports.start")).isOne();
    assertThat(collections()).containsExactlyInAnyOrder(BOOKS, BACK);
  }

  @Test
  void aJobThatHasEndedMeanwhileIsNotStartedAgain() {
    interruptAt("imports.progress");
    milvus.clock().advance(Duration.ofMinutes(10));

    restore(back());

    assertRows(BACK, 30);
    assertThat(calls().count("imports.start")).isOne();
  }

  @Test
  void aJobWhoseNumberNobodyKnowsIsNotTrusted() {
    calls().fail("imports.start", Fault.ANSWER_LOST);
    calls().failAlways("collections.drop", Fault.NOT_REACHED);
    assertThatThrownBy(() -> restore(back())).isInstanceOf(RestoreFailedException.class);
    calls().heal();

    restore(back());

    assertRows(BACK, 30);
    assertThat(calls().count("imports.start")).isEqualTo(2);
    assertThat(collections()).containsExactlyInAnyOrder(BOOKS, BACK);
  }

  /** Nothing of the ledger belongs to it, though name and id are the same. */
  @Test
  void aBackupThatWasTakenAgainIsAnotherOne() {
    CollectionName films = new CollectionName("default", "films");
    fill(films, 7);
    BackupRequest request = BackupRequest.builder().name("c").id("always-the-same").build();
    await(client.create(request));
    calls().pass("imports.start").fail("imports.start", Fault.REFUSED);
    assertThatThrownBy(() -> restore(back().backup("c")))
        .isInstanceOf(RestoreFailedException.class);
    await(client.delete("c"));
    await(client.create(request));

    assertThatThrownBy(() -> restore(back().backup("c")))
        .isInstanceOf(CollectionExistsException.class)
        .hasMessageContaining("Milvus already has");
  }

  @Test
  void aRestartDropsWhatIsThereAndBeginsAgain() {
    interruptAt("imports.progress");

    restore(back().ifInterrupted(IfInterrupted.RESTART));

    assertRows(BACK, 30);
    assertThat(calls().count("imports.start")).isEqualTo(2);
    assertThat(collections()).containsExactlyInAnyOrder(BOOKS, BACK);
  }

  /** Otherwise Milvus 2.3 imports nothing until the job of the dropped collection expires. */
  @Test
  void aRestartDropsNoCollectionWhoseJobIsUnderWay() {
    interruptAt("imports.progress");
    long before = milvus.clock().nanoTime();

    restore(back().ifInterrupted(IfInterrupted.RESTART));

    assertThat(Duration.ofNanos(milvus.clock().nanoTime() - before))
        .isLessThan(Duration.ofMinutes(1));
  }

  @Test
  void aCancelledRestoreDropsNoCollectionWhoseJobIsUnderWay() {
    CompletableFuture<Job<RestoreReport>> cancelled = new CompletableFuture<>();
    calls().before("imports.progress", () -> cancelled.join().cancel());
    cancelled.complete(client.restore(back().build()));
    cancelled.join().stopped().join();
    calls().heal();
    assertThat(collections()).containsExactly(BOOKS);
    long before = milvus.clock().nanoTime();

    restore(back());

    assertThat(Duration.ofNanos(milvus.clock().nanoTime() - before))
        .isLessThan(Duration.ofMinutes(1));
  }

  @Test
  void whatWasImportedIsNotImportedAgainIfTheIndexFailed() {
    interruptAt("indexes.create");

    restore(back());

    assertRows(BACK, 30);
    assertThat(calls().count("imports.start")).isOne();
  }

  @Test
  void aWorkingCollectionThatSomebodyDroppedIsFilledAgain() {
    interruptAt("imports.progress");
    CollectionName working =
        collections().stream().filter(name -> !name.equals(BOOKS)).findFirst().orElseThrow();
    milvus.collections().drop(working);

    restore(back());

    assertRows(BACK, 30);
    assertThat(calls().count("imports.start")).isEqualTo(2);
  }

  @Test
  void whatIsRestoredAlreadyIsLeftAsItIsWhenAnotherCollectionFailed() {
    CollectionName films = new CollectionName("default", "films");
    fill(films, 7);
    calls().heal();
    await(client.delete("b"));
    create("b");
    calls().before("imports.start", () -> {}).fail("imports.start", Fault.REFUSED);
    assertThatThrownBy(() -> restore(back())).isInstanceOf(RestoreFailedException.class);

    RestoreReport report = restore(back());

    assertThat(report.failed()).isEmpty();
    assertRows(BACK, 30);
    assertRows(new CollectionName("default", "films_back"), 7);
    assertThat(calls().count("imports.start")).isEqualTo(3);
  }

  @Test
  void aFailedRestoreThatReachesMilvusLeavesNothing() {
    calls().failAlways("indexes.create", Fault.REFUSED);

    assertThatThrownBy(() -> restore(back()))
        .isInstanceOf(RestoreFailedException.class)
        .hasMessageContaining("Cannot restore 1 of 1 collections of backup 'b'")
        .hasMessageContaining("a test says no");

    assertThat(collections()).isEqualTo(List.of(BOOKS));
  }

  /** As if the process had died there: it cannot clean up either. */
  private void interruptAt(String call) {
    calls().failAlways(call, Fault.REFUSED).failAlways("collections.drop", Fault.NOT_REACHED);
    assertThatThrownBy(() -> restore(back())).isInstanceOf(RestoreFailedException.class);
    calls().heal();
  }
}
