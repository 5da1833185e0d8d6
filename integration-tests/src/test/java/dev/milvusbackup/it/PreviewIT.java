package dev.milvusbackup.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.milvusbackup.BackupClient;
import dev.milvusbackup.BackupPreview;
import dev.milvusbackup.IfExists;
import dev.milvusbackup.RestorePreview;
import dev.milvusbackup.RestorePreview.Action;
import dev.milvusbackup.RestoreReport.Placement;
import dev.milvusbackup.error.BackupExistsException;
import dev.milvusbackup.error.CollectionExistsException;
import dev.milvusbackup.error.CollectionNotFoundException;
import dev.milvusbackup.error.CorruptBackupException;
import dev.milvusbackup.error.DatabaseNotFoundException;
import dev.milvusbackup.error.MilvusStorageMismatchException;
import dev.milvusbackup.error.PreflightException;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.memory.InMemoryObjectStore;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A preview reports the effect of a job and all problems, and changes nothing. */
class PreviewIT {

  private static MilvusUnderTest milvus;

  private final ObjectStore store = InMemoryObjectStore.create();
  private final BackupClient backups = milvus.backupClient().backupStorage(store).build();

  @BeforeAll
  static void prepare() {
    milvus = MilvusUnderTest.onLocalStorage();
    Sample.shape("seen").create(milvus.client()).insert(0, 300).flush().insert(300, 200).flush();
  }

  @AfterAll
  static void stop() {
    milvus.close();
  }

  @AfterEach
  void close() {
    backups.close();
  }

  @Test
  void aPreviewOfACreateTellsWhatLiesInTheStorageAndWritesNothing() {
    BackupPreview preview = backups.previewCreate(b -> b.name("x").collections("seen"));

    assertThat(preview.milvusVersion()).startsWith("v2.");
    assertThat(preview.collections())
        .singleElement()
        .satisfies(
            collection -> {
              assertThat(collection.name()).hasToString("default.seen");
              assertThat(collection.segments()).isEqualTo(2);
              assertThat(collection.rows()).isEqualTo(500);
              assertThat(collection.bytes()).isEqualTo(preview.bytes()).isPositive();
            });
    assertThat(objects()).isEmpty();
    assertThat(backups.create(b -> b.name("x").collections("seen")).join().manifest().size())
        .isEqualTo(preview.bytes());
  }

  @Test
  void aPreviewOfARestoreTellsTargetsAndJobs() {
    backups.create(b -> b.name("x").collections("seen")).join();
    List<String> before = objects();

    RestorePreview fresh = backups.previewRestore(r -> r.backup("x").suffix("_new"));
    RestorePreview replacing =
        backups.previewRestore(r -> r.backup("x").ifExists(IfExists.REPLACE));

    assertThat(fresh.collections())
        .singleElement()
        .satisfies(
            collection -> {
              assertThat(collection.target()).hasToString("default.seen_new");
              assertThat(collection.action()).isEqualTo(Action.CREATE);
              assertThat(collection.rows()).isEqualTo(500);
              assertThat(collection.importJobs()).isEqualTo(1);
              assertThat(collection.placement()).isEqualTo(Placement.STAGED);
            });
    assertThat(replacing.collections().get(0).action()).isEqualTo(Action.REPLACE);
    assertThat(milvus.collections()).doesNotContain("seen_new");
    assertThat(objects()).isEqualTo(before);
  }

  @Test
  void everythingThatIsWrongWithACreateIsToldAtOnce() {
    backups.create(b -> b.name("x").collections("seen")).join();

    assertThatThrownBy(
            () ->
                backups.create(b -> b.name("x").collections("nowhere.*", "unknown", "seen")).join())
        .cause()
        .isInstanceOfSatisfying(
            PreflightException.class,
            e ->
                assertThat(e.problems())
                    .extracting(Object::getClass)
                    .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
                    .containsExactly(
                        BackupExistsException.class,
                        DatabaseNotFoundException.class,
                        CollectionNotFoundException.class))
        .hasMessageStartingWith("Cannot create backup 'x': 3 problems. (1) Cannot create backup");
  }

  @Test
  void everythingThatIsWrongWithARestoreIsToldAtOnce() {
    backups.create(b -> b.name("x").collections("seen")).join();
    String log = objects().stream().filter(key -> key.contains("insert_log")).findFirst().get();
    store.delete(List.of(ObjectKey.of(log)));

    assertThatThrownBy(() -> backups.previewRestore(r -> r.backup("x")))
        .isInstanceOfSatisfying(
            PreflightException.class,
            e -> {
              assertThat(e.problems()).hasSize(2);
              assertThat(e.problems().get(0)).isInstanceOf(CollectionExistsException.class);
              assertThat(e.problems().get(1))
                  .isInstanceOf(CorruptBackupException.class)
                  .hasMessageContaining(log);
            });
  }

  @Test
  void aWrongStorageIsFoundByThePreview() {
    try (ObjectStore wrong = InMemoryObjectStore.create();
        BackupClient client =
            milvus.backupClient().milvusStorage(wrong).backupStorage(store).build()) {
      assertThatThrownBy(() -> client.previewCreate(b -> b.name("x").collections("seen")))
          .isInstanceOf(MilvusStorageMismatchException.class)
          .hasMessageContaining("minio.bucketName");
    }
  }

  @Test
  void aStagingAreaThatMilvusDoesNotSeeIsFoundByThePreview() {
    backups.create(b -> b.name("x").collections("seen")).join();
    try (BackupClient blind =
        milvus.backupClient().rootSeenByMilvus("/no/such/folder").backupStorage(store).build()) {
      assertThatThrownBy(() -> blind.previewRestore(r -> r.backup("x").suffix("_new")))
          .isInstanceOf(MilvusStorageMismatchException.class)
          .hasMessageContaining("Milvus does not see files written to")
          .hasMessageContaining("rootSeenByMilvus");
    }
    assertThat(milvus.collections()).noneMatch(name -> name.startsWith("seen_new__probing_"));
  }

  private List<String> objects() {
    try (var objects = store.list(ObjectKey.ROOT)) {
      return objects.map(o -> o.key().path()).toList();
    }
  }
}
