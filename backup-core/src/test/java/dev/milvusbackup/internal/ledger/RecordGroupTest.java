package dev.milvusbackup.internal.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.milvusbackup.CollectionName;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RecordGroupTest {

  private final List<GroupRecord> puts = new CopyOnWriteArrayList<>();
  private final RecordGroup group = new RecordGroup(puts::add);

  /** The first put is held up; the others wait for it, and one of them writes for all. */
  @Test
  void whoSavesDuringAPutSharesTheNext() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    RecordGroup slow =
        new RecordGroup(
            records -> {
              begun.countDown();
              awaitUninterruptibly(end);
              puts.add(records);
            });
    ExecutorService threads = Executors.newFixedThreadPool(9);
    try {
      List<CompletableFuture<Void>> saves = new ArrayList<>();
      saves.add(CompletableFuture.runAsync(() -> slow.save(record(0)), threads));
      begun.await();
      LongStream.range(1, 9)
          .forEach(
              i -> {
                slow.note(record(i));
                saves.add(CompletableFuture.runAsync(() -> slow.save(record(i)), threads));
              });
      assertThat(saves).noneMatch(CompletableFuture::isDone);
      end.countDown();
      saves.forEach(CompletableFuture::join);
    } finally {
      threads.shutdownNow();
    }
    assertThat(puts.get(0).collections()).hasSize(1);
    assertThat(puts.get(1).collections()).hasSize(9);
  }

  @Test
  void aSaveReturnsOnlyWhenItsRecordIsStored() {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      CompletableFuture.allOf(
              LongStream.range(0, 16)
                  .mapToObj(
                      i ->
                          CompletableFuture.runAsync(
                              () -> IntStream.range(1, 100).forEach(id -> saved(i, id)), threads))
                  .toArray(CompletableFuture[]::new))
          .join();
    } finally {
      threads.shutdownNow();
    }
  }

  private void saved(long source, int id) {
    group.save(record(source).created(id));
    GroupRecord last = puts.get(puts.size() - 1);
    assertThat(last.collections()).anyMatch(r -> r.source() == source && r.id() == id);
  }

  @Test
  void whatIsOnlyNotedGoesWithTheNextPut() {
    group.save(record(1));
    group.note(record(1).created(42));
    assertThat(puts).hasSize(1);

    group.save(record(2));

    assertThat(puts.get(1).collections()).extracting(CollectionRecord::id).containsExactly(42L, 0L);
  }

  @Test
  void theFirstOfSomeReservedNamesStoresAll() {
    LongStream.range(0, 5).forEach(i -> group.reserve(record(i), 1));
    assertThat(puts).isEmpty();

    LongStream.range(0, 5).forEach(i -> group.saveName(record(i)));

    assertThat(puts).singleElement().matches(stored -> stored.collections().size() == 5);
  }

  @Test
  void anotherNameThanTheReservedOneIsStored() {
    group.reserve(record(1), 1);
    group.saveName(record(1));

    group.saveName(named(1, "other"));

    assertThat(puts).hasSize(2);
    assertThat(puts.get(1).collections().get(0).filled().name()).isEqualTo("other");
  }

  @Test
  void whatCannotBeStoredStaysAsItWas() {
    RecordGroup broken =
        new RecordGroup(
            records -> {
              if (puts.size() == 1) {
                puts.add(records);
                throw new IllegalStateException("a test says so");
              }
              puts.add(records);
            });
    broken.save(record(1));
    assertThatThrownBy(() -> broken.save(record(1).created(42)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a test says so");

    broken.save(record(2));

    assertThat(puts.get(2).collections()).extracting(CollectionRecord::id).containsExactly(0L, 0L);
  }

  @Test
  void whatIsRemovedIsNotStoredAgain() {
    group.save(record(1));
    group.reserve(record(2), 1);
    group.reserve(record(3), 1);
    group.remove(2);
    group.keepOnly(Set.of(1L));
    group.keepOnly(Set.of(1L));

    assertThat(puts).hasSize(3);
    assertThat(puts.get(2).collections()).extracting(CollectionRecord::source).containsExactly(1L);
  }

  @Test
  void aGroupIsFullBySegmentsOrCollections() {
    assertThat(group.isFullWith(100_000)).isFalse();
    group.reserve(record(0), 900);
    assertThat(group.isFullWith(101)).isTrue();
    LongStream.range(1, 16).forEach(i -> group.reserve(record(i), 1));
    assertThat(group.isFullWith(0)).isTrue();
  }

  private static CollectionRecord record(long source) {
    return named(source, "c" + source);
  }

  private static CollectionRecord named(long source, String working) {
    return CollectionRecord.creating(
        source,
        new CollectionName("default", "target" + source),
        new CollectionName("default", working),
        List.of());
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
