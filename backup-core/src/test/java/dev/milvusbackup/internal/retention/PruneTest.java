package dev.milvusbackup.internal.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.milvusbackup.BackupName;
import dev.milvusbackup.DeleteReport;
import dev.milvusbackup.error.BackupException;
import dev.milvusbackup.error.PruneRefusedException;
import dev.milvusbackup.internal.catalog.BackupCatalog;
import dev.milvusbackup.internal.catalog.BackupRemover;
import dev.milvusbackup.internal.data.Guards;
import dev.milvusbackup.internal.format.BackupLayout;
import dev.milvusbackup.internal.job.CancelToken;
import dev.milvusbackup.internal.job.JobContext;
import dev.milvusbackup.internal.job.Parallel;
import dev.milvusbackup.internal.lock.JobLock;
import dev.milvusbackup.internal.lock.JobLocks;
import dev.milvusbackup.internal.sharing.Pins;
import dev.milvusbackup.internal.sharing.RandomName;
import dev.milvusbackup.retention.KeepReason;
import dev.milvusbackup.retention.PruneFailedException;
import dev.milvusbackup.retention.PrunePreview;
import dev.milvusbackup.retention.PruneReport;
import dev.milvusbackup.retention.PruneRequest;
import dev.milvusbackup.retention.RetentionDecision;
import dev.milvusbackup.storage.ObjectBody;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.PutMode;
import dev.milvusbackup.storage.StoreAccessDeniedException;
import dev.milvusbackup.storage.memory.InMemoryObjectStore;
import dev.milvusbackup.testkit.FaultyObjectStore;
import dev.milvusbackup.testkit.StoreCall.Operation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a prune deletes of a store, and when it refuses. */
class PruneTest {

  private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);

  private final ObjectStore store = InMemoryObjectStore.create();
  private final FaultyObjectStore faulty = FaultyObjectStore.over(store);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final BackupCatalog catalog = new BackupCatalog(faulty);
  private final JobLocks locks = new JobLocks(faulty, Duration.ofSeconds(30), threads);
  private final Guards guards = new Guards(locks, new Pins(faulty, threads, RandomName::next));
  private final BackupRemover remover = new BackupRemover(catalog, locks);
  private final PrunePipeline pipeline =
      new PrunePipeline(faulty, catalog, remover, guards, new Parallel(threads, 4), name -> false);

  @AfterEach
  void close() {
    threads.shutdownNow();
  }

  @Test
  void theOldestGo() {
    nights(5, "books");

    PruneReport report = prune(p -> p.prefix("n-").keepLast(2));

    assertThat(report.deleted())
        .extracting(DeleteReport::name)
        .containsExactly("n-5", "n-4", "n-3");
    assertThat(names()).containsExactly("n-1", "n-2");
    assertThat(reasons(report.decisions()))
        .containsEntry("n-1", Set.of(KeepReason.LAST))
        .containsEntry("n-5", Set.of());
    assertThat(keys(".probe")).isEmpty();
  }

  @Test
  void whatHasAnotherNameIsNeitherCountedNorDeleted() {
    nights(3, "books");
    night("weekly", 9, "books");

    prune(p -> p.prefix("n-").keepLast(1));

    assertThat(names()).containsExactly("n-1", "weekly");
  }

  @Test
  void aPreviewDeletesNothing() {
    nights(3, "books");

    PrunePreview preview = pipeline.preview(request(p -> p.prefix("n-").keepLast(1)), job());

    assertThat(names()).containsExactly("n-1", "n-2", "n-3");
    assertThat(preview.decisions()).filteredOn(d -> !d.isKept()).hasSize(2);
    assertThat(preview.bytesToDelete()).isEqualTo(2000);
    assertThat(keys(".probe")).isEmpty();
  }

  /** The nights after the collections were lost replace nothing. */
  @Test
  void theLastGoodBackupOfEachSetOfCollectionsStays() {
    night("n-1", 1);
    night("n-2", 2, "books:0", "films:0");
    night("n-3", 3, "films");
    night("n-4", 4, "films");
    night("n-5", 5, "books", "films");
    night("n-6", 6, "books", "films");
    night("n-7", 7, "books");
    night("n-8", 8, "songs");

    PruneReport report = prune(p -> p.prefix("n-").keepLast(1));

    assertThat(names()).containsExactly("n-1", "n-3", "n-5", "n-8");
    assertThat(reasons(report.decisions()))
        .containsEntry("n-1", Set.of(KeepReason.LAST))
        .containsEntry("n-3", Set.of(KeepReason.LAST_GOOD))
        .containsEntry("n-5", Set.of(KeepReason.LAST_GOOD))
        .containsEntry("n-8", Set.of(KeepReason.LAST_GOOD));
  }

  @Test
  void aBackupWithAFailedVerificationReplacesNothing() {
    nights(4, "books");
    damage("n-1", "id-of-n-1", 1);
    damage("n-2", "id-of-n-2", 2);

    PruneReport report = prune(p -> p.prefix("n-").keepLast(1));

    assertThat(names()).containsExactly("n-1", "n-3");
    assertThat(reasons(report.decisions()))
        .containsEntry("n-1", Set.of(KeepReason.LAST))
        .containsEntry("n-3", Set.of(KeepReason.LAST_GOOD));
    assertThat(report.decisions())
        .filteredOn(RetentionDecision::isDamaged)
        .extracting(RetentionDecision::toString)
        .containsExactly("n-1: kept, LAST (damaged)", "n-2: deleted (damaged)");
  }

  /** Part of its collections may be sound, and nothing else has them. */
  @Test
  void aDamagedBackupStaysIfNoGoodOneHasItsCollections() {
    night("n-1", 1, "books");
    night("n-2", 2, "books", "films");
    night("n-3", 3, "books");
    damage("n-2", "id-of-n-2", 2);

    PruneReport report = prune(p -> p.prefix("n-").keepLast(1));

    assertThat(names()).containsExactly("n-1", "n-2");
    assertThat(reasons(report.decisions())).containsEntry("n-2", Set.of(KeepReason.ONLY_COPY));
  }

  @Test
  void theMarkOfAnotherBackupOfTheNameDoesNotCount() {
    nights(2, "books");
    damage("n-1", "id-of-a-former-n-1", 1);

    assertThat(prune(p -> p.prefix("n-").keepLast(1)).deleted())
        .extracting(DeleteReport::name)
        .containsExactly("n-2");
  }

  @Test
  void anUnreadableMarkCountsAsDamage() {
    nights(2, "books");
    overwrite("n-1/meta/damaged.json", "{");

    assertThat(prune(p -> p.prefix("n-").keepLast(1)).deleted()).isEmpty();
  }

  @Test
  void theReplacementMayTurnOutDamagedMeanwhile() {
    nights(2, "books");
    beforeDeleting("n-2", () -> damage("n-1", "id-of-n-1", 1));

    PruneReport report = prune(p -> p.prefix("n-").keepLast(1));

    assertThat(report.skipped()).containsExactly("n-2");
    assertThat(names()).containsExactly("n-1", "n-2");
  }

  @Test
  void aBackupWithoutADateStays() {
    nights(2, "books");
    DatedBackup.write(store, "n-go", Instant.EPOCH, "books");

    PruneReport report = prune(p -> p.prefix("n-").keepLast(1));

    assertThat(names()).containsExactly("n-1", "n-go");
    assertThat(reasons(report.decisions())).containsEntry("n-go", Set.of(KeepReason.UNKNOWN_DATE));
  }

  @Test
  void aBackupOfTheFutureIsRefused() {
    nights(3, "books");
    DatedBackup.write(store, "n-0", now.plus(Duration.ofDays(2)), "books");

    assertRefused("Cannot prune: backup 'n-0' was created at ", "in the future");
  }

  /** It was made two days ago by a clock that was three days fast. */
  @Test
  void aBackupThatIsYoungerThanItsLastObjectIsRefused() {
    nights(3, "books");
    DatedBackup.write(store, "n-0", now.plus(Duration.ofMinutes(4)), "books");
    faulty.heal();
    ObjectStore late = new ShiftedTimes(faulty, Duration.ofMinutes(-10), "n-0/");
    BackupCatalog ofLate = new BackupCatalog(late);
    PrunePipeline shifted =
        new PrunePipeline(late, ofLate, remover, guards, new Parallel(threads, 4), name -> false);

    assertThatThrownBy(() -> shifted.run(request(p -> p.prefix("n-").keepLast(1)), job()))
        .isInstanceOf(PruneRefusedException.class)
        .hasMessageContaining("its last object was written at");
    assertThat(names()).hasSize(4);
  }

  @Test
  void aClockThatDiffersIsRefusedInBothDirections() {
    nights(3, "books");
    for (int days : new int[] {-2, 2}) {
      ObjectStore other = new ShiftedTimes(faulty, Duration.ofDays(days), "");
      PrunePipeline shifted =
          new PrunePipeline(
              other,
              new BackupCatalog(other),
              remover,
              guards,
              new Parallel(threads, 4),
              name -> false);

      assertThatThrownBy(() -> shifted.run(request(p -> p.prefix("n-").keepLast(1)), job()))
          .isInstanceOf(PruneRefusedException.class)
          .hasMessageStartingWith("Cannot prune: this machine says that it is ");
    }
    assertThat(names()).hasSize(3);
    assertThat(keys(".probe")).isEmpty();
  }

  @Test
  void aDamagedBackupIsRefusedAndNamed() {
    nights(3, "books");
    overwrite("n-2/meta/backup_meta.json", "{");

    assertRefused("Cannot prune: backup 'n-2' cannot be read");
  }

  @Test
  void aBackupWithDamagedContentIsRefusedAndNamed() {
    nights(3, "books");
    overwrite("n-1/meta/full_meta.json", "{}");

    assertRefused("Cannot prune: backup 'n-1' cannot be read");
  }

  /** The date decides, and the listing reads it from a file without a digest. */
  @Test
  void aBackupWhoseMetadataFilesContradictEachOtherIsRefused() throws IOException {
    nights(3, "books");
    ObjectKey key = ObjectKey.of("n-1/meta/backup_meta.json");
    String json;
    try (InputStream in = store.open(key, 0, Long.MAX_VALUE)) {
      json = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    long created = now.minus(Duration.ofDays(1)).toEpochMilli();
    assertThat(json).contains(Long.toString(created));
    overwrite(key.path(), json.replace(Long.toString(created), "1767225600000"));

    assertRefused("Cannot prune: backup 'n-1' cannot be read", "contradict each other");
  }

  @Test
  void aListingThatIsDeniedIsAFailure() {
    nights(3, "books");
    faulty.failWhen(
        call -> call.is(Operation.LIST),
        () -> new StoreAccessDeniedException("Cannot list: a test says so."));

    assertThatThrownBy(() -> prune(p -> p.prefix("n-").keepLast(1)))
        .isInstanceOf(StoreAccessDeniedException.class);
    faulty.heal();
    assertThat(names()).hasSize(3);
  }

  @Test
  void aBackupThatWasMadeAgainMeanwhileStays() {
    nights(3, "books");
    beforeDeleting("n-3", () -> DatedBackup.write(store, "n-3", now, "books"));

    PruneReport report = prune(p -> p.prefix("n-").keepLast(1));

    assertThat(report.skipped()).containsExactly("n-3");
    assertThat(names()).containsExactly("n-1", "n-3");
  }

  @Test
  void aBackupWhoseReplacementIsGoneMeanwhileStays() {
    nights(2, "books");
    beforeDeleting("n-2", () -> store.delete(List.of(DatedBackup.commit("n-1"))));

    PruneReport report = prune(p -> p.prefix("n-").keepLast(1));

    assertThat(report.skipped()).containsExactly("n-2");
    assertThat(names()).containsExactly("n-2");
  }

  @Test
  void oneThatCannotBeDeletedDoesNotStopTheOthers() {
    nights(4, "books");
    faulty.failWhen(
        call -> call.is(Operation.DELETE) && call.toString().contains("n-4/"),
        () -> new StoreAccessDeniedException("Cannot delete: a test says so."));

    assertThatThrownBy(() -> prune(p -> p.prefix("n-").keepLast(1)))
        .isInstanceOfSatisfying(
            PruneFailedException.class,
            e -> {
              assertThat(e.report().deleted())
                  .extracting(DeleteReport::name)
                  .containsExactly("n-3", "n-2");
              assertThat(e.report().failed())
                  .extracting(PruneReport.Failed::name)
                  .containsExactly("n-4");
            })
        .hasMessageStartingWith("Cannot delete 1 of 3 backups, the first of them 'n-4': ");
  }

  @Test
  void incompleteBackupsGoByAge() {
    nights(1, "books");
    put("n-old/meta/copied.aa.1.json");
    put("n-young/meta/copied.aa.1.json");
    ObjectStore aged = new ShiftedTimes(faulty, Duration.ofDays(-8), "n-old/");
    BackupCatalog ofAged = new BackupCatalog(aged);
    PrunePipeline shifted =
        new PrunePipeline(
            aged,
            ofAged,
            new BackupRemover(ofAged, new JobLocks(aged, Duration.ofSeconds(30), threads)),
            guards,
            new Parallel(threads, 4),
            name -> false);

    PruneReport report =
        shifted.run(request(p -> p.prefix("n-").deleteIncompleteAfter(Duration.ofDays(7))), job());

    assertThat(report.deleted()).extracting(DeleteReport::name).containsExactly("n-old");
    assertThat(reasons(report.decisions())).containsEntry("n-1", Set.of(KeepReason.NO_RULE));
    assertThat(names()).containsExactly("n-1");
    assertThat(keys("n-young")).hasSize(1);
  }

  /** Such as Milvus's own files, if a bucket holds both. */
  @Test
  void theFilesOfAnotherProgramAreNoIncompleteBackup() {
    put("files/insert_log/1/2/3/100/4");
    put("half/meta/copied.aa.1.json");
    put("half/report.csv");
    put("more/meta/notes.txt");
    put("ours/meta/copied.aa.1.json");
    put("ours/binlogs/insert_log/1/2/3/3/100/4");
    ObjectStore aged = new ShiftedTimes(faulty, Duration.ofDays(-8), "");
    BackupContents contents = new BackupContents(aged, new BackupCatalog(aged));

    assertThat(List.of("files", "half", "more")).allMatch(n -> contents.lastWrite(n).isEmpty());
    assertThat(contents.lastWrite("ours")).isPresent();
    assertThat(contents.lastWrite("nothing")).isEmpty();

    PruneReport report = prune(p -> p.allBackups().deleteIncompleteAfter(Duration.ofNanos(1)));

    assertThat(report.deleted()).extracting(DeleteReport::name).containsExactly("ours");
    assertThat(keys("files")).hasSize(1);
    assertThat(keys("half")).hasSize(2);
  }

  @Test
  void aRunningJobIsLeftAlone() {
    put("n-1/meta/copied.aa.1.json");
    JobLocks locks = new JobLocks(store, Duration.ofSeconds(30), threads);
    JobLock lock =
        locks.forDelete(new BackupLayout(new BackupName("n-1")), "other", new CancelToken());
    ObjectStore aged = new ShiftedTimes(faulty, Duration.ofDays(-8), "n-1/");
    PrunePipeline shifted =
        new PrunePipeline(
            aged,
            new BackupCatalog(aged),
            remover,
            guards,
            new Parallel(threads, 4),
            name -> false);

    PruneReport report =
        shifted.run(request(p -> p.prefix("n-").deleteIncompleteAfter(Duration.ofDays(7))), job());

    assertThat(report.deleted()).isEmpty();
    lock.leave();
  }

  private void nights(int count, String... collections) {
    for (int i = 1; i <= count; i++) {
      night("n-" + i, i, collections);
    }
  }

  private void night(String name, int daysAgo, String... collections) {
    DatedBackup.write(store, name, now.minus(Duration.ofDays(daysAgo)), collections);
  }

  private void damage(String name, String id, int daysAgo) {
    overwrite(
        name + "/meta/damaged.json",
        "{\"id\": \"%s\", \"created_at\": \"%s\", \"depth\": \"CONTENT\", \"findings\": 1}"
            .formatted(id, now.minus(Duration.ofDays(daysAgo))));
  }

  private void put(String key) {
    overwrite(key, "{}");
  }

  private void overwrite(String key, String content) {
    store.put(
        ObjectKey.of(key),
        ObjectBody.of(content.getBytes(StandardCharsets.UTF_8)),
        PutMode.REPLACE);
  }

  /** When the lock of a backup is taken. */
  private void beforeDeleting(String name, Runnable change) {
    faulty.failAfter(
        call -> {
          if (call.is(Operation.PUT) && call.toString().contains(name + "/meta/lock.1.json")) {
            change.run();
          }
          return false;
        },
        FaultyObjectStore.outage());
  }

  private void assertRefused(String... parts) {
    List<String> before = keys("");
    assertThatThrownBy(() -> prune(p -> p.prefix("n-").keepLast(1)))
        .isInstanceOf(PruneRefusedException.class)
        .isInstanceOf(BackupException.class)
        .hasMessageContainingAll(parts);
    assertThat(keys("")).isEqualTo(before);
  }

  private PruneReport prune(UnaryOperator<PruneRequest.Builder> request) {
    return pipeline.run(request(request), job());
  }

  private static PruneRequest request(UnaryOperator<PruneRequest.Builder> request) {
    return request.apply(PruneRequest.builder()).build();
  }

  private static JobContext job() {
    return JobContext.unobserved("job-1");
  }

  private static Map<String, Set<KeepReason>> reasons(List<RetentionDecision> decisions) {
    return decisions.stream()
        .collect(Collectors.toMap(d -> d.backup().name(), RetentionDecision::reasons));
  }

  private List<String> names() {
    try (var directories = store.directories(ObjectKey.ROOT)) {
      return directories
          .map(ObjectKey::path)
          .filter(name -> catalog.summary(new BackupName(name)).isPresent())
          .toList();
    }
  }

  private List<String> keys(String directory) {
    try (var objects = store.list(ObjectKey.of(directory))) {
      return objects.map(o -> o.key().path()).toList();
    }
  }
}
