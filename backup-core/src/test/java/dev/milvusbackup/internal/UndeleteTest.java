package dev.milvusbackup.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.milvusbackup.BackupRequest;
import dev.milvusbackup.BackupSummary;
import dev.milvusbackup.DeleteReport;
import dev.milvusbackup.error.BackupNotFoundException;
import dev.milvusbackup.internal.format.BackupMark;
import dev.milvusbackup.internal.format.SharedLayout;
import dev.milvusbackup.internal.format.commit.PinRecord;
import dev.milvusbackup.internal.format.json.MetadataJson;
import dev.milvusbackup.internal.milvus.fake.InMemoryMilvus;
import dev.milvusbackup.retention.SharedSpace;
import dev.milvusbackup.storage.ObjectBody;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.PutMode;
import dev.milvusbackup.storage.StoreAccessDeniedException;
import dev.milvusbackup.testkit.FaultyObjectStore;
import dev.milvusbackup.testkit.StoreCall.Operation;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A deleted incremental backup comes back, until a prune has removed it. */
class UndeleteTest extends OnSharedStore {

  UndeleteTest() {
    super(InMemoryMilvus.V2_6_19);
  }

  private BackupSummary undelete(String name) {
    return await(sharing.undelete(name));
  }

  private List<String> listed() {
    return sharing.list().backups().stream().map(BackupSummary::name).toList();
  }

  @Test
  void aDeletedBackupIsGoneUntilItIsUndeleted() {
    fill(BOOKS, 30);
    increment("a");
    milvus.delete(BOOKS, 3L);
    flush(BOOKS);
    BackupSummary before = increment("b").manifest().summary();

    DeleteReport report = await(sharing.delete("b"));

    assertThat(report.undeletable()).isTrue();
    assertThat(listed()).containsExactly("a");
    assertThat(sharing.list().incomplete()).isEmpty();
    assertThat(sharing.list().deleted()).containsExactly("b");
    assertThat(sharing.find("b")).isEmpty();
    assertThatThrownBy(() -> rowsOf("b"))
        .isInstanceOf(BackupNotFoundException.class)
        .hasMessageContaining("Cannot find backup 'b': it was deleted")
        .hasMessageContaining("Undelete it");
    assertThatThrownBy(() -> delete("b"))
        .isInstanceOf(BackupNotFoundException.class)
        .hasMessageContaining("it was deleted");
    assertThat(undelete("b")).isEqualTo(before);
    assertThat(listed()).containsExactly("a", "b");
    assertThat(sharing.list().deleted()).isEmpty();
    assertThat(verify("b").findings()).isEmpty();
    assertThat(rowsOf("b")).hasSize(29);
  }

  @Test
  void anUndeletedBackupStaysAlthoughItWasCondemned() {
    fill(BOOKS, 30);
    increment("a");
    delete("a");
    assertThat(prune().bytesCondemned()).isPositive();
    undelete("a");
    timed.advance(TWO_DAYS);
    prune();
    timed.advance(TWO_DAYS);

    assertThat(prune().bytesCondemned()).isZero();

    assertThat(rowsOf("a")).hasSize(30);
    delete("a");
    prune();
    timed.advance(TWO_DAYS);
    prune();
    assertThat(keys("backup/a")).isEmpty();
    assertThat(keys("backup/.shared")).isEmpty();
  }

  /** Its objects were condemned before, and their grace period is over. */
  @Test
  void aBackupThatIsDeletedAgainHasAGracePeriodOfItsOwn() {
    fill(BOOKS, 30);
    increment("a");
    delete("a");
    prune();
    undelete("a");
    timed.advance(TWO_DAYS);
    delete("a");

    SharedSpace space = prune();

    assertThat(space.bytesRemoved()).isZero();
    assertThat(space.bytesCondemned()).isPositive();
    undelete("a");
    assertThat(rowsOf("a")).hasSize(30);
    delete("a");
    prune();
    timed.advance(TWO_DAYS);
    assertThat(prune().bytesRemoved()).isPositive();
    assertThat(keys("backup/a")).isEmpty();
    assertThat(keys("backup/.shared")).isEmpty();
  }

  /** It removes nothing as long as a job reads backups, so it announces nothing either. */
  @Test
  void aPruneThatWaitsForAnotherJobDoesNotStopAnUndelete() {
    fill(BOOKS, 30);
    increment("a");
    delete("a");
    prune();
    undelete("a");
    timed.advance(TWO_DAYS);
    timed.put(
        SharedLayout.pin("reader"),
        ObjectBody.of(MetadataJson.write(PinRecord.unreadable())),
        PutMode.REPLACE);
    delete("a");
    assertThat(prune().waitingFor()).isNotEmpty();

    undelete("a");

    assertThat(rowsOf("a")).hasSize(30);
  }

  @Test
  void whatAPruneHasRemovedDoesNotComeBack() {
    fill(BOOKS, 30);
    increment("a");
    delete("a");
    prune();
    timed.advance(TWO_DAYS);
    prune();

    assertThatThrownBy(() -> undelete("a"))
        .isInstanceOf(BackupNotFoundException.class)
        .hasMessageContaining("no deleted backup of that name");
  }

  /** Its files are there until the prune that removes its shared objects has ended. */
  @Test
  void aBackupWithoutItsSharedObjectsDoesNotComeBack() {
    fill(BOOKS, 30);
    increment("a");
    delete("a");
    timed.delete(List.of(timedKey(anyInsertLog(keys("backup/.shared")))));

    assertThatThrownBy(() -> undelete("a"))
        .isInstanceOf(BackupNotFoundException.class)
        .hasMessageContaining("a prune has removed shared objects that it needs");

    assertThat(listed()).isEmpty();
  }

  private static ObjectKey timedKey(String key) {
    return ObjectKey.of(key.substring("backup/".length()));
  }

  @Test
  void anotherBackupMayTakeTheName() {
    fill(BOOKS, 30);
    increment("a");
    delete("a");
    insert(30, 40);

    assertThat(increment("a").bytesReused()).isZero();

    assertThat(rowsOf("a")).hasSize(40);
    assertThat(keys("backup/a/meta")).containsExactly("backup/a/meta/incremental.json");
    assertThatThrownBy(() -> undelete("a")).isInstanceOf(BackupNotFoundException.class);
    delete("a");
    await(sharing.create(BackupRequest.builder().name("a").build()));
    assertThat(sharing.find("a").orElseThrow().summary().incremental()).isFalse();
    assertThat(rowsOf("a")).hasSize(40);
  }

  @Test
  void aFullBackupIsDeletedForGood() {
    fill(BOOKS, 30);
    await(sharing.create(BackupRequest.builder().name("full").build()));

    assertThat(await(sharing.delete("full")).undeletable()).isFalse();

    assertThat(keys("backup/full")).isEmpty();
    assertThatThrownBy(() -> undelete("full")).isInstanceOf(BackupNotFoundException.class);
    assertThatThrownBy(() -> undelete("none")).isInstanceOf(BackupNotFoundException.class);
  }

  /** As a full disk refuses it. */
  @Test
  void aBackupThatCannotBeMarkedIsDeletedForGood() {
    fill(BOOKS, 30);
    increment("a");
    FaultyObjectStore full = FaultyObjectStore.over(timed);
    full.failWhen(
        call ->
            call.is(Operation.PUT)
                && call.toString().contains(BackupMark.DELETED.file("").replace(".json", "")),
        () -> new StoreAccessDeniedException("Cannot write: a test says so."));
    try (var client = InMemoryClient.of(milvus, storage, full)) {
      assertThat(await(client.delete("a")).undeletable()).isFalse();
    }

    assertThat(keys("backup/a")).isEmpty();
  }
}
