package dev.milvusbackup.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.milvusbackup.BackupClient;
import dev.milvusbackup.BackupListing;
import dev.milvusbackup.BackupPreview;
import dev.milvusbackup.BackupReport;
import dev.milvusbackup.BackupRequest;
import dev.milvusbackup.BackupSummary;
import dev.milvusbackup.CollectionName;
import dev.milvusbackup.RestoreReport;
import dev.milvusbackup.RestoreReport.Placement;
import dev.milvusbackup.RestoreRequest;
import dev.milvusbackup.VerifyReport;
import dev.milvusbackup.VerifyReport.FindingKind;
import dev.milvusbackup.error.CorruptBackupException;
import dev.milvusbackup.error.InvalidRequestException;
import dev.milvusbackup.error.PruneRefusedException;
import dev.milvusbackup.error.UnexpectedFailureException;
import dev.milvusbackup.internal.milvus.fake.InMemoryMilvus;
import dev.milvusbackup.internal.milvus.fake.SampleValues;
import dev.milvusbackup.internal.milvus.imports.ImportJob;
import dev.milvusbackup.internal.rows.SampleRows;
import dev.milvusbackup.internal.storage.ForwardingObjectStore;
import dev.milvusbackup.internal.storage.SmallObject;
import dev.milvusbackup.retention.SharedSpace;
import dev.milvusbackup.storage.ObjectBody;
import dev.milvusbackup.storage.ObjectInfo;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.PutMode;
import dev.milvusbackup.storage.StoreAccessDeniedException;
import dev.milvusbackup.testkit.FaultyObjectStore;
import dev.milvusbackup.testkit.RecordingObjectStore;
import dev.milvusbackup.testkit.StoreCall.Operation;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Backups that share objects, on servers that keep deletes beside rows, and on others. */
class IncrementalTest {

  static final String PROOF = "backup/.probe/conditional-puts.txt";

  abstract static class Incremental extends OnSharedStore {

    Incremental(String version) {
      super(version);
    }

    @Test
    void anUnchangedCollectionIsNotCopiedAgain() {
      fill(BOOKS, 30);

      BackupReport first = increment("a");
      BackupReport second = increment("b");

      assertThat(first.bytesReused()).isZero();
      assertThat(copied(first)).isEqualTo(first.manifest().size());
      assertThat(copied(second)).isZero();
      assertThat(second.bytesReused()).isEqualTo(first.manifest().size());
      assertThat(second.manifest().summary().incremental()).isTrue();
      assertThat(keys("backup/b")).containsExactly("backup/b/meta/incremental.json");
      SampleRows.assertSame(rowsOf("b"), rows(BOOKS));
      SampleRows.assertSame(rowsOf("a"), rows(BOOKS));
    }

    @Test
    void aPreviewSaysHowMuchIsNew() {
      fill(BOOKS, 30);
      long size = increment("a").manifest().size();
      insert(30, 35);
      List<String> before = keys("backup");

      BackupPreview preview =
          sharing.previewCreate(BackupRequest.builder().name("b").incremental(true).build());

      assertThat(preview.collections()).singleElement().matches(c -> c.bytesReused() == size);
      assertThat(preview.bytes()).isEqualTo(copied(increment("b")));
      assertThat(keys("backup")).containsAll(before);
      BackupPreview full = sharing.previewCreate(BackupRequest.builder().name("c").build());
      assertThat(full.bytes()).isEqualTo(sharing.get("b").size());
    }

    @Test
    void aBackupIsListedFoundAndVerified() {
      fill(BOOKS, 30);
      increment("a");
      increment("b");

      BackupListing listing = sharing.list();

      assertThat(listing.incomplete()).isEmpty();
      assertThat(listing.backups()).extracting(BackupSummary::name).containsExactly("a", "b");
      assertThat(listing.backups()).allMatch(BackupSummary::incremental);
      assertThat(sharing.get("b").summary()).isEqualTo(listing.backups().get(1));
      assertThat(sharing.get("b").rowCount()).isEqualTo(30);
      VerifyReport report = verify("b");
      assertThat(report.findings()).isEmpty();
      assertThat(report.bytes()).isGreaterThanOrEqualTo(sharing.get("b").size());
    }

    @Test
    void onlyNewSegmentsAndDeletesAreCopied() {
      fill(BOOKS, 30);
      BackupReport first = increment("a");
      insert(30, 35);
      milvus.delete(BOOKS, 3L, 4L);
      flush(BOOKS);

      BackupReport second = increment("b");

      assertThat(second.bytesReused()).isEqualTo(first.manifest().size());
      assertThat(copied(second)).isEqualTo(second.manifest().size() - first.manifest().size());
      assertThat(copied(second)).isPositive();
      assertThat(rowsOf("a")).hasSize(30);
      assertThat(rowsOf("b")).hasSize(33);
    }

    /** Whatever happens to Milvus or to other backups, each brings back the state of its time. */
    @Test
    void eachBackupOfAChainBringsBackItsOwnState() {
      fill(BOOKS, 20);
      Map<String, List<Object[]>> states = new LinkedHashMap<>();
      for (int night = 1; night <= 10; night++) {
        insert(20 * night, 20 * night + 7);
        milvus.delete(BOOKS, (long) night, 20L * night + 2);
        flush(BOOKS);
        if (night == 5) {
          milvus.compact(BOOKS);
          milvus.clock().advance(Duration.ofSeconds(5));
          milvus.collectGarbage();
        }
        increment("n" + night);
        states.put("n" + night, rows(BOOKS));
        if (night > 3 && night % 2 == 0) {
          delete("n" + (night - 3));
          states.remove("n" + (night - 3));
        }
        timed.advance(TWO_DAYS);
        prune();
      }
      assertThat(states).hasSize(6);
      states.forEach(
          (name, rows) -> {
            assertThat(verify(name).findings()).isEmpty();
            SampleRows.assertSame(rowsOf(name), rows);
          });
    }

    @Test
    void whatNothingRefersToGoesAfterTheGracePeriod() {
      fill(BOOKS, 30);
      long size = increment("a").manifest().size();
      increment("b");
      delete("a");
      assertThat(prune().bytesCondemned()).isZero();
      delete("b");

      assertThat(prune().bytesCondemned()).isEqualTo(size);
      timed.advance(Duration.ofHours(23));
      assertThat(prune().bytesRemoved()).isZero();
      timed.advance(Duration.ofHours(2));
      SharedSpace space = prune();

      assertThat(space.bytesRemoved()).isEqualTo(size);
      assertThat(space.bytes()).isZero();
      assertThat(keys("backup")).containsExactly(PROOF);
    }

    @Test
    void whatIsCondemnedIsCopiedAgain() {
      fill(BOOKS, 30);
      increment("a");
      String first = anyInsertLog(keys("backup/.shared"));
      delete("a");
      prune();

      BackupReport report = increment("b");

      assertThat(report.bytesReused()).isZero();
      timed.advance(TWO_DAYS);
      prune();
      assertThat(keys("backup/.shared")).doesNotContain(first).isNotEmpty();
      assertThat(rowsOf("b")).hasSize(30);
    }

    @Test
    void otherBytesOfTheSameSizeAreCopiedAgain() throws IOException {
      fill(BOOKS, 30);
      increment("a");
      ObjectKey log = ObjectKey.of(anyInsertLog(keys("files")).substring("files/".length()));
      byte[] bytes;
      try (InputStream in = storage.open(log, 0, 1 << 20)) {
        bytes = in.readAllBytes();
      }
      bytes[bytes.length - 9] ^= 1;
      storage.put(log, ObjectBody.of(bytes), PutMode.REPLACE);

      BackupReport report = increment("b");

      assertThat(report.bytesReused()).isZero();
      assertThat(copied(report)).isEqualTo(report.manifest().size());
    }

    @Test
    void withoutEtagsNothingIsShared() {
      fill(BOOKS, 30);
      try (BackupClient client = InMemoryClient.of(milvus, new WithoutEtags(storage), timed)) {
        increment(client, "a");
        BackupReport report = increment(client, "b");
        assertThat(report.bytesReused()).isZero();
      }
      assertThat(rowsOf("b")).hasSize(30);
    }

    /** Ten collections; what matters is that it does not grow with segments. */
    @Test
    void anUnchangedNightSendsFewRequests() {
      for (int i = 0; i < 10; i++) {
        CollectionName name = new CollectionName("default", "c" + i);
        fill(name, 10);
        for (int segment = 1; segment < 4; segment++) {
          milvus.insert(name, SampleValues.row(milvus.schema(name), 10 + segment));
          flush(name);
        }
      }
      increment("a");
      RecordingObjectStore segments = RecordingObjectStore.over(storage);
      RecordingObjectStore stored = RecordingObjectStore.over(timed);
      try (BackupClient client = InMemoryClient.of(milvus, segments, stored)) {
        BackupReport report = increment(client, "b");
        assertThat(report.objectsReused()).isGreaterThan(150);
        assertThat(copied(report)).isZero();
      }
      long cuts = segments.calls().stream().filter(c -> c.is(Operation.OPEN)).count();
      assertThat(segments.calls().size() - cuts + stored.calls().size()).isLessThanOrEqualTo(60);
    }

    @Test
    void anotherMilvusSharesNothing() {
      fill(BOOKS, 30);
      increment("a");
      ObjectStore otherStorage = bucket.withRoot("other");
      InMemoryMilvus other = new InMemoryMilvus(milvus.version().text(), otherStorage);
      copyAll(storage, otherStorage);
      assertThat(keys("other")).isNotEmpty();
      try (BackupClient client = InMemoryClient.of(milvus, otherStorage, timed)) {
        assertThat(increment(client, "b").bytesReused()).isZero();
      }
      other.close();
    }

    @Test
    void whatIsMissingIsCopiedAgainAndNamedByVerify() {
      fill(BOOKS, 30);
      increment("a");
      String missing = anyInsertLog(keys("backup/.shared"));
      bucket.delete(List.of(ObjectKey.of(missing)));

      VerifyReport damaged = verify("a");
      assertThat(damaged.findings())
          .singleElement()
          .satisfies(
              f -> {
                assertThat(f.kind()).isEqualTo(FindingKind.MISSING);
                assertThat("backup/" + f.key()).isEqualTo(missing);
              });
      assertThatThrownBy(() -> rowsOf("a")).isInstanceOf(CorruptBackupException.class);

      assertThat(increment("b").bytesReused()).isZero();
      assertThat(rowsOf("b")).hasSize(30);
      assertThat(verify("b").findings()).isEmpty();
    }

    /** Its size is right, so only reading it shows that. */
    @Test
    void whatHasFailedAVerificationIsNotSharedFurther() {
      fill(BOOKS, 30);
      increment("a");
      increment("b");
      String log = anyInsertLog(keys("backup/.shared"));
      int size = (int) bucket.stat(ObjectKey.of(log)).orElseThrow().size();
      bucket.put(ObjectKey.of(log), ObjectBody.of(new byte[size]), PutMode.REPLACE);

      VerifyReport report = verify("a");

      assertThat(report.findings()).extracting(f -> f.kind()).containsExactly(FindingKind.DIGEST);
      assertThat(report.affectedBackups()).containsExactly("a", "b");
      assertThat(keys("backup/b")).contains("backup/b/meta/damaged.json");
      timed.advance(TWO_DAYS);
      prune();
      assertThat(increment("c").bytesReused()).isZero();
      assertThat(verify("c").affectedBackups()).isEmpty();
      assertThat(rowsOf("c")).hasSize(30);
      delete("a");
      delete("b");
      prune();
      timed.advance(TWO_DAYS);
      prune();
      assertThat(keys("backup/.shared/condemned")).isEmpty();
      assertThat(verify("c").findings()).isEmpty();
    }

    @Test
    void aMaterializedBackupIsAFullOne() {
      fill(BOOKS, 30);
      increment("a");
      insert(30, 35);
      milvus.delete(BOOKS, 3L);
      flush(BOOKS);
      long size = increment("b").manifest().size();
      BackupReport ofMilvus = await(sharing.create(BackupRequest.builder().name("full").build()));

      BackupReport report = await(sharing.materialize("b", "m"));

      assertThat(copied(report)).isEqualTo(size).isEqualTo(ofMilvus.manifest().size());
      assertThat(report.manifest().summary().incremental()).isFalse();
      assertThat(belowOf("m")).isEqualTo(belowOf("full"));
      delete("a");
      delete("b");
      prune();
      timed.advance(TWO_DAYS);
      prune();
      assertThat(keys("backup/.shared")).isEmpty();
      assertThat(verify("m").findings()).isEmpty();
      assertThat(rowsOf("m")).hasSize(34);
      assertThatThrownBy(() -> await(sharing.materialize("m", "n")))
          .isInstanceOf(InvalidRequestException.class);
    }

    private List<String> belowOf(String backup) {
      String prefix = "backup/" + backup + "/";
      return keys("backup/" + backup).stream().map(k -> k.substring(prefix.length())).toList();
    }

    @Test
    void aDamagedBackupDoesNotStopTheNextOne() {
      fill(BOOKS, 30);
      long size = increment("a").manifest().size();
      increment("b");
      ObjectKey manifest = ObjectKey.of("b/meta/incremental.json");
      byte[] json = SmallObject.read(timed, manifest);
      json[json.length - 5] ^= 1;
      timed.put(manifest, ObjectBody.of(json), PutMode.REPLACE);

      assertThat(increment("c").bytesReused()).isEqualTo(size);

      assertThatThrownBy(this::prune)
          .isInstanceOf(PruneRefusedException.class)
          .hasMessageContaining("backup 'b' cannot be read");
      assertThat(verify("b").findings()).extracting(f -> f.kind()).contains(FindingKind.METADATA);
      delete("b");
      assertThat(prune().bytesCondemned()).isZero();
      assertThat(rowsOf("c")).hasSize(30);
    }

    /** What was published already does not stay. */
    @Test
    void aCreateThatCannotLookAgainFails() {
      fill(BOOKS, 30);
      increment("a");
      FaultyObjectStore faulty = FaultyObjectStore.over(timed);
      boolean[] published = new boolean[1];
      faulty.failAfter(
          call -> {
            published[0] |=
                call.is(Operation.PUT) && call.toString().contains("b/meta/incremental.json");
            return false;
          },
          FaultyObjectStore.outage());
      faulty.failWhen(
          call ->
              published[0] && call.is(Operation.LIST) && call.toString().contains(".shared/roots"),
          () -> new StoreAccessDeniedException("Cannot list: a test says so."));
      try (BackupClient client = InMemoryClient.of(milvus, storage, faulty)) {
        assertThatThrownBy(() -> increment(client, "b"))
            .isInstanceOf(StoreAccessDeniedException.class);
      }
      assertThat(published[0]).isTrue();
      assertThat(sharing.list().backups()).extracting(BackupSummary::name).containsExactly("a");
      assertThat(keys("backup/b")).isEmpty();
      increment("b");
      assertThat(rowsOf("b")).hasSize(30);
    }

    /** Milvus would import it too, so exactly what the backup names is staged. */
    @ParameterizedTest
    @ValueSource(strings = {"LOG", "FIELD/", "SEGMENT/"})
    void aStrayObjectBesideASharedOneIsFoundAndNeitherSharedNorImported(String beside) {
      fill(BOOKS, 30);
      milvus.delete(BOOKS, 3L);
      flush(BOOKS);
      increment("a");
      stray(beside);

      assertThat(verify("a").findings())
          .extracting(f -> f.kind())
          .containsExactly(FindingKind.STRAY);
      SampleRows.assertSame(rowsOf("a"), rows(BOOKS));
      assertThat(keys("files/restore-staging")).isEmpty();
      assertThat(increment("b").bytesReused()).isZero();
      SampleRows.assertSame(rowsOf("b"), rows(BOOKS));
    }

    /** Puts an object at some depth into the directory of the first segment. */
    final void stray(String beside) {
      String log = anyInsertLog(keys("backup/.shared/roots"));
      String field = log.substring(0, log.lastIndexOf('/'));
      String segment = field.substring(0, field.lastIndexOf('/'));
      String stray =
          switch (beside) {
            case "LOG" -> field + "/7";
            case "FIELD/" -> field + "/more/7";
            default -> segment + "/7";
          };
      bucket.put(ObjectKey.of(stray), ObjectBody.of(new byte[3]), PutMode.CREATE_NEW);
    }

    /** Staging helps only against what is too much. */
    @Test
    void whatIsMissingBesideAStrayObjectIsNamed() {
      fill(BOOKS, 30);
      increment("a");
      stray("LOG");
      ObjectKey missing = ObjectKey.of(anyInsertLog(keys("backup/.shared/roots")));
      bucket.delete(List.of(missing));

      assertThatThrownBy(() -> rowsOf("a"))
          .isInstanceOf(CorruptBackupException.class)
          .hasMessageStartingWith(
              "Cannot restore backup 'a': " + missing.path().substring("backup/".length()))
          .hasMessageEndingWith(
              " is damaged, it is missing. Repair the backup, which fetches it from a copy or from Milvus, or restore another one; verify lists all problems.");
    }

    @Test
    void aBackupMadeAgainUnderItsNameIsAnother() {
      fill(BOOKS, 30);
      increment("a");
      delete("a");
      insert(30, 40);
      increment("a");
      timed.advance(TWO_DAYS);
      prune();
      timed.advance(TWO_DAYS);
      prune();

      assertThat(rowsOf("a")).hasSize(40);
    }

    @Test
    void aFullBackupIsNeverTouched() {
      fill(BOOKS, 30);
      await(sharing.create(BackupRequest.builder().name("full").build()));
      List<String> full = new ArrayList<>(List.of(PROOF));
      full.addAll(keys("backup/full"));
      increment("a");
      delete("a");
      prune();
      timed.advance(TWO_DAYS);
      prune();

      assertThat(keys("backup")).isEqualTo(full);
      assertThat(rowsOf("full")).hasSize(30);
    }
  }

  @Nested
  class Of235 extends Incremental {

    Of235() {
      super(InMemoryMilvus.V2_3_5);
    }
  }

  @Nested
  class Of2527 extends Incremental {

    Of2527() {
      super(InMemoryMilvus.V2_5_27);
    }

    /** Insert logs are read where they are, in one job, and nothing is copied. */
    @Test
    void aRestoreCopiesNothing() {
      fill(BOOKS, 30);
      increment("a");
      insert(30, 40);
      increment("b");
      long files = milvus.files();

      assertThat(rowsOf("b")).hasSize(40);

      assertThat(milvus.jobs()).hasSize(1);
      ImportJob.OfRows job = (ImportJob.OfRows) milvus.jobs().get(0);
      assertThat(job.directories()).hasSize(2);
      assertThat(job.directories()).allMatch(d -> d.inserts().contains("/.shared/roots/"));
      assertThat(keys("files/restore-staging")).isEmpty();
      assertThat(files).isPositive();
    }

    /** The other segment is read where it is. */
    @Test
    void onlySegmentsBesideStrayObjectsAreStaged() {
      fill(BOOKS, 30);
      increment("a");
      insert(30, 40);
      increment("b");
      stray("LOG");

      RestoreReport report =
          await(sharing.restore(RestoreRequest.builder().backup("b").suffix("_x").build()));

      assertThat(report.restored())
          .singleElement()
          .satisfies(
              r -> {
                assertThat(r.rows()).isEqualTo(40);
                assertThat(r.placement()).isEqualTo(Placement.IN_PLACE);
                assertThat(r.warnings())
                    .containsExactly(
                        "in 1 directories with shared segments are objects of others, so what the backup names was copied first; verify lists them");
              });
      ImportJob.OfRows job = (ImportJob.OfRows) milvus.jobs().get(0);
      assertThat(job.directories()).hasSize(2);
      assertThat(job.directories()).filteredOn(d -> d.inserts().contains("/.shared/")).hasSize(1);
      assertThat(job.directories())
          .filteredOn(d -> d.inserts().contains("/restore-staging/"))
          .hasSize(1);
    }
  }

  @Nested
  class Of2619 extends Incremental {

    Of2619() {
      super(InMemoryMilvus.V2_6_19);
    }

    /** Each kill leaves the incremental backup, and no other one that is not whole. */
    @Test
    void aMaterializationThatIsKilledAnywhereIsRepeated() {
      fill(BOOKS, 10);
      increment("a");
      int killed = 0;
      for (int writes = 0; writes < 40; writes++) {
        Mortal mortal = new Mortal(timed, writes);
        try (BackupClient client = InMemoryClient.of(milvus, storage, mortal)) {
          await(client.materialize("a", "m"));
        } catch (UnexpectedFailureException | CompletionException e) {
          killed++;
        }
        endLeases();
        assertThat(verify("a").findings()).isEmpty();
        if (sharing.find("m").isEmpty()) {
          await(sharing.materialize("a", "m"));
        }
        assertThat(verify("m").findings()).isEmpty();
        delete("m");
      }
      assertThat(killed).isBetween(10, 39);
      assertThat(rowsOf("a")).hasSize(10);
    }
  }

  /** As a store that knows nothing of an object but its size. */
  private static final class WithoutEtags extends ForwardingObjectStore {

    WithoutEtags(ObjectStore store) {
      super(store);
    }

    @Override
    public Stream<ObjectInfo> list(ObjectKey directory) {
      return super.list(directory).map(info -> info.withEtag(null));
    }

    @Override
    public ObjectStore withRoot(String root) {
      return new WithoutEtags(store.withRoot(root));
    }
  }
}
