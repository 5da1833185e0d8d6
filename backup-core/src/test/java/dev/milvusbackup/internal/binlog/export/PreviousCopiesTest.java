package dev.milvusbackup.internal.binlog.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milvusbackup.BackupName;
import dev.milvusbackup.internal.catalog.BackupRemover;
import dev.milvusbackup.internal.format.BackupLayout;
import dev.milvusbackup.internal.format.commit.CommittedObject;
import dev.milvusbackup.internal.job.CancelToken;
import dev.milvusbackup.internal.transfer.CopiedObject;
import dev.milvusbackup.internal.transfer.CopiedObject.Route;
import dev.milvusbackup.internal.transfer.ObjectCopy;
import dev.milvusbackup.storage.Digest;
import dev.milvusbackup.storage.ObjectBody;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.PutMode;
import dev.milvusbackup.storage.memory.InMemoryObjectStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What of an interrupted create is kept, and what is not trusted. */
class PreviousCopiesTest {

  private static final String SOURCE = "s3://milvus/files";
  private static final Digest DIGEST = new Digest(Digest.SHA_256, "ab".repeat(32));

  private final ObjectStore store = InMemoryObjectStore.create();
  private final BackupLayout layout = new BackupLayout(new BackupName("x"));

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void keepsWhatIsNotedPlannedAndThere() {
    note(SOURCE, copied(1, 4), copied(2, 4), copied(3, 4));
    put(1, 4);
    put(2, 5);

    assertThat(sift(planned(1, 4), planned(2, 4), planned(3, 4)))
        .containsExactly(new CopiedObject(key(1), 4, Optional.of(DIGEST), Route.REUSED));
  }

  @Test
  void trustsNothingThatIsNotNoted() {
    put(1, 4);

    assertThat(sift(planned(1, 4))).isEmpty();
  }

  @Test
  void trustsNoNoteAboutAnotherSource() {
    note("s3://other/files", copied(1, 4));
    put(1, 4);

    assertThat(sift(planned(1, 4))).isEmpty();
  }

  @Test
  void trustsNoNoteThatIsTornOrOdd() {
    put(1, 4);
    put(2, 4);
    meta("copied.a.1.json", "{\"source\":\"" + SOURCE + "\",\"objects\":[{\"path\":\"binlogs/ins");
    meta(
        "copied.a.2.json",
        "{\"source\":\"%s\",\"objects\":[{\"path\":\"%s\",\"size\":4,\"digest\":\"what\"}]}"
            .formatted(SOURCE, key(2).relativeTo(layout.directory())));
    meta("copied.a.3.json", "{\"source\":\"" + SOURCE + "\",\"objects\":[{\"path\":\"../../y\"}]}");

    assertThat(sift(planned(1, 4), planned(2, 4))).isEmpty();
  }

  @Test
  void removesWhatThePlanDoesNotWant() {
    note(SOURCE, copied(1, 4), copied(2, 4));
    put(1, 4);
    put(2, 4);

    sift(planned(2, 4));

    try (var objects = store.list(layout.binlogs())) {
      assertThat(objects.map(o -> o.key())).containsExactly(key(2));
    }
  }

  @Test
  void theLedgerWritesPartsOfThousandAndTheRestAtTheEnd() {
    CopyLedger ledger = new CopyLedger(store, layout, SOURCE, "a", Duration.ofHours(1), id -> null);

    IntStream.range(0, 2500).forEach(i -> ledger.add(copied(i, 4)));
    ledger.add(new CopiedObject(key(9999), 4, Optional.empty(), Route.SERVER_SIDE));

    assertThat(noted()).hasSize(2000);
    ledger.write();
    ledger.write();
    assertThat(noted()).hasSize(2500);
    assertThat(ledger.total()).isEqualTo(2500);
    BackupRemover.deleteLedgers(store, layout);
    try (var objects = store.list(ObjectKey.ROOT)) {
      assertThat(objects).isEmpty();
    }
  }

  @Test
  void theLedgerIsWrittenAtLeastEveryInterval() {
    CopyLedger ledger = new CopyLedger(store, layout, SOURCE, "a", Duration.ZERO, id -> null);

    ledger.add(copied(1, 4));

    assertThat(noted()).hasSize(1);
  }

  private List<CommittedObject> noted() {
    return CopyLedger.read(store, layout, SOURCE).stream()
        .flatMap(part -> part.objects().stream())
        .toList();
  }

  private List<CopiedObject> sift(ObjectCopy... plan) {
    return List.copyOf(
        new PreviousCopies(store, layout, SOURCE).sift(List.of(plan), new CancelToken()).values());
  }

  private void note(String source, CopiedObject... objects) {
    CopyLedger ledger = new CopyLedger(store, layout, source, "a", Duration.ofHours(1), id -> null);
    List.of(objects).forEach(ledger::add);
    ledger.write();
  }

  private void put(int log, int size) {
    store.put(key(log), ObjectBody.of(new byte[size]), PutMode.CREATE_NEW);
  }

  private void meta(String file, String json) {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    store.put(layout.meta(file), ObjectBody.of(bytes), PutMode.CREATE_NEW);
  }

  private CopiedObject copied(int log, int size) {
    return new CopiedObject(key(log), size, Optional.of(DIGEST), Route.STREAMED);
  }

  private ObjectCopy planned(int log, int size) {
    return new ObjectCopy(ObjectKey.of("insert_log/" + log), key(log), size, Optional.empty(), 0);
  }

  private ObjectKey key(int log) {
    return layout.insertDirectory(1, 2).resolve("3/3/100/" + log);
  }
}
