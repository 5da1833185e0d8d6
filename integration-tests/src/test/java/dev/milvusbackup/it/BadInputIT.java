package dev.milvusbackup.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.milvusbackup.BackupClient;
import dev.milvusbackup.MilvusConnection;
import dev.milvusbackup.error.BackupExistsException;
import dev.milvusbackup.error.BackupNotFoundException;
import dev.milvusbackup.error.CollectionExistsException;
import dev.milvusbackup.error.CollectionNotFoundException;
import dev.milvusbackup.error.CorruptBackupException;
import dev.milvusbackup.error.DatabaseNotFoundException;
import dev.milvusbackup.error.IncompleteBackupException;
import dev.milvusbackup.error.InvalidRequestException;
import dev.milvusbackup.error.MilvusStorageMismatchException;
import dev.milvusbackup.error.MilvusUnavailableException;
import dev.milvusbackup.storage.BucketNotFoundException;
import dev.milvusbackup.storage.ObjectBody;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.PutMode;
import dev.milvusbackup.storage.StoreAccessDeniedException;
import dev.milvusbackup.storage.StoreUnavailableException;
import dev.milvusbackup.storage.memory.InMemoryObjectStore;
import dev.milvusbackup.storage.minio.MinioObjectStore;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every mistake gets its own exception and a message with a way out, and leaves nothing behind. */
class BadInputIT {

  private static final String NOWHERE = "http://127.0.0.1:1";
  private static MilvusUnderTest milvus;

  private final ObjectStore store = InMemoryObjectStore.create();
  private final BackupClient backups = milvus.backupClient().backupStorage(store).build();

  @BeforeAll
  static void prepare() {
    milvus = MilvusUnderTest.onMinio();
    Sample.shape("good").create(milvus.client()).insert(0, 300).flush();
  }

  @AfterAll
  static void close() {
    milvus.close();
  }

  @AfterEach
  void nothingIsLeft() {
    try (backups;
        store) {
      assertThat(milvus.collections()).noneMatch(name -> name.startsWith("bad"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a/b", "..", ".", "../up", "a b", "ü", "a\nb", "-x", "\\", "a%2fb"})
  void refusesNamesThatNoBackupCanHave(String name) {
    assertThatThrownBy(() -> backups.create(b -> b.name(name)))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageStartingWith("Cannot use backup name '")
        .hasMessageContaining("Choose a name such as");
    assertThatThrownBy(() -> backups.delete(name)).isInstanceOf(InvalidRequestException.class);
    assertThatThrownBy(() -> backups.get(name)).isInstanceOf(InvalidRequestException.class);
    assertThat(objects()).isEmpty();
  }

  @Test
  void refusesNamesThatAreTooLong() {
    assertThatThrownBy(() -> backups.create(b -> b.name("x".repeat(129))))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("it has 129 characters, 128 are allowed");
  }

  @Test
  void namesWhatIsUnknown() {
    assertFails(() -> backups.create(b -> b.name("x").collections("nosuch")).join())
        .isInstanceOf(CollectionNotFoundException.class)
        .hasMessageStartingWith(
            "Cannot back up default.nosuch: database 'default' has no such collection (there are: ")
        .hasMessageContaining("good");
    assertFails(() -> backups.create(b -> b.name("x").collections("nodb.*")).join())
        .isInstanceOf(DatabaseNotFoundException.class)
        .hasMessageStartingWith(
            "Cannot back up nodb.*: Milvus has no database 'nodb' (there are: ");
    assertThatThrownBy(() -> backups.get("nosuch"))
        .isInstanceOf(BackupNotFoundException.class)
        .hasMessageStartingWith("Cannot find backup 'nosuch': memory:");
    assertFails(() -> backups.delete("nosuch").join()).isInstanceOf(BackupNotFoundException.class);
    assertFails(() -> backups.restore(r -> r.backup("nosuch")).join())
        .isInstanceOf(BackupNotFoundException.class);
    assertThat(objects()).isEmpty();
  }

  @Test
  void refusesTargetsThatExistOrCannotBe() {
    backups.create(b -> b.name("x").collections("good")).join();

    assertFails(() -> backups.restore(r -> r.backup("x")).join())
        .isInstanceOf(CollectionExistsException.class)
        .hasMessageStartingWith("Cannot restore backup 'x': Milvus already has default.good. ");
    assertFails(() -> backups.restore(r -> r.backup("x").suffix("-bad")).join())
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageStartingWith(
            "Cannot restore default.good as default.good-bad: 'good-bad' is not a valid");
    assertFails(() -> backups.restore(r -> r.backup("x").rename("other", "bad_1")).join())
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageStartingWith("Cannot rename default.other to default.bad_1: it is not among");
    assertFails(() -> backups.restore(r -> r.backup("x").rename("bad_*", "worse_*")).join())
        .isInstanceOf(InvalidRequestException.class)
        .hasMessage(
            "Cannot rename default.bad_* to default.worse_*: the pattern matches none of the collections to restore (default.good). Correct the name, or select more.");
    assertFails(() -> backups.restore(r -> r.backup("x").renameDatabase("other", "bad")).join())
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageStartingWith("Cannot rename database 'other' to 'bad': none of the collections");
    assertFails(() -> backups.restore(r -> r.backup("x").collections("else").suffix("_x")).join())
        .isInstanceOf(CollectionNotFoundException.class)
        .hasMessageStartingWith("Cannot restore default.else: backup 'x' has no such collection");
    assertFails(() -> backups.create(b -> b.name("x").collections("good")).join())
        .isInstanceOf(BackupExistsException.class)
        .hasMessageStartingWith(
            "Cannot create backup 'x': a backup of that name exists in memory:");
  }

  @Test
  void refusesTwoCollectionsUnderOneName() {
    Sample.shape("good_2").create(milvus.client());
    backups.create(b -> b.name("x").collections("good", "good_2")).join();

    assertFails(
            () ->
                backups.restore(r -> r.backup("x").suffix("_2").rename("good_2", "good_2")).join())
        .isInstanceOf(InvalidRequestException.class)
        .hasMessage(
            "Cannot restore both default.good and default.good_2 to default.good_2: two collections cannot become one. Rename one of them.");
  }

  @Test
  void tellsWhenMilvusDoesNotAnswer() {
    try (BackupClient deaf =
        BackupClient.builder()
            .milvus(MilvusConnection.at(NOWHERE).withConnectTimeout(Duration.ofSeconds(2)))
            .milvusStorage(milvus.storage())
            .backupStorage(store)
            .build()) {
      assertFails(() -> deaf.create(b -> b.name("x")).join())
          .isInstanceOf(MilvusUnavailableException.class)
          .hasMessageStartingWith("Cannot connect to Milvus at http://127.0.0.1:1: no answer (")
          .hasMessageEndingWith("Check the address, whether Milvus is running, and TLS.");
    }
    assertThat(objects()).isEmpty();
  }

  @Test
  void tellsWhatIsWrongWithAStore() {
    assertCreateTo(minio(NOWHERE, milvus.minioSecretKey(), milvus.minioBucket()))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageStartingWith("Cannot ");
    assertCreateTo(minio(endpoint(), "wrong-secret", milvus.minioBucket()))
        .isInstanceOf(StoreAccessDeniedException.class)
        .hasMessageStartingWith("Cannot ")
        .hasMessageNotContaining("wrong-secret");
    assertCreateTo(minio(endpoint(), milvus.minioSecretKey(), "no-such-bucket"))
        .isInstanceOf(BucketNotFoundException.class)
        .hasMessageContaining("no-such-bucket");
  }

  @Test
  void namesTheRootPathThatMilvusReallyUses() {
    try (BackupClient misled =
        BackupClient.builder()
            .milvus(milvus.uri())
            .milvusStorage(milvus.bucket(milvus.minioBucket(), "wrong/root"))
            .backupStorage(store)
            .build()) {
      assertFails(() -> misled.create(b -> b.name("x").collections("good")).join())
          .isInstanceOf(MilvusStorageMismatchException.class)
          .hasMessageStartingWith(
              "Cannot back up default.good: the store given as milvusStorage lacks")
          .hasMessageEndingWith("They are under root path 'files': use that one.");
    }
    try (ObjectStore empty = milvus.bucket(milvus.otherBucket(), "files");
        BackupClient misled =
            BackupClient.builder()
                .milvus(milvus.uri())
                .milvusStorage(empty)
                .backupStorage(store)
                .build()) {
      assertFails(() -> misled.create(b -> b.name("x").collections("good")).join())
          .isInstanceOf(MilvusStorageMismatchException.class)
          .hasMessageContaining("Check bucket (minio.bucketName) and root path (minio.rootPath");
    }
    assertThat(objects()).isEmpty();
  }

  @Test
  void refusesDamagedBackupsBeforeMakingAnything() {
    backups.create(b -> b.name("x").collections("good")).join();
    ObjectKey insertLog = keys("x/binlogs/insert_log").get(0);
    store.put(insertLog.resolve("stray"), ObjectBody.of(new byte[3]), PutMode.REPLACE);

    assertFails(() -> backups.restore(r -> r.backup("x").rename("good", "bad_1")).join())
        .isInstanceOf(CorruptBackupException.class)
        .hasMessageContaining("does not belong to the backup, but Milvus would import it too");

    store.delete(List.of(insertLog.resolve("stray"), insertLog));
    assertFails(() -> backups.restore(r -> r.backup("x").rename("good", "bad_1")).join())
        .isInstanceOf(CorruptBackupException.class)
        .hasMessageContaining(insertLog.path())
        .hasMessageContaining("is missing");

    store.put(
        ObjectKey.of("x/meta/full_meta.json"),
        ObjectBody.of("{}".getBytes(StandardCharsets.UTF_8)),
        PutMode.REPLACE);
    assertThatThrownBy(() -> backups.get("x"))
        .isInstanceOf(CorruptBackupException.class)
        .hasMessageContaining("x/meta/full_meta.json");
  }

  @Test
  void showsAndDeletesWhatIsIncomplete() {
    backups.create(b -> b.name("x").collections("good")).join();
    store.delete(
        List.of(ObjectKey.of("x/meta/manifest.json"), ObjectKey.of("x/meta/backup_meta.json")));

    assertThat(backups.list().backups()).isEmpty();
    assertThat(backups.list().incomplete())
        .singleElement()
        .hasToString(
            "Incomplete[name=x, reason=it has no meta/backup_meta.json: a create or delete did not finish, status=LEFTOVER]");
    assertThatThrownBy(() -> backups.get("x"))
        .isInstanceOf(IncompleteBackupException.class)
        .hasMessageStartingWith("Cannot read backup 'x': it has no meta/backup_meta.json");
    assertFails(() -> backups.create(b -> b.name("x").collections("good")).join())
        .isInstanceOf(BackupExistsException.class)
        .hasMessageContaining("leftovers of that name exist")
        .hasMessageEndingWith(
            "Delete them, choose another name, or resume them explicitly (IfIncomplete.RESUME, create --resume).");
    backups.delete("x").join();
    assertThat(objects()).isEmpty();
  }

  private AbstractThrowableAssert<?, ? extends Throwable> assertCreateTo(ObjectStore target) {
    try (target;
        BackupClient client = milvus.backupClient().backupStorage(target).build()) {
      return assertFails(() -> client.create(b -> b.name("x").collections("good")).join());
    }
  }

  /** The cause that {@code join} wraps. */
  private static AbstractThrowableAssert<?, ? extends Throwable> assertFails(
      ThrowingCallable call) {
    return assertThatThrownBy(call).isInstanceOf(CompletionException.class).cause();
  }

  private static ObjectStore minio(String endpoint, String secret, String bucket) {
    return MinioObjectStore.builder()
        .endpoint(URI.create(endpoint))
        .credentials(milvus.minioAccessKey(), secret)
        .bucket(bucket)
        .prefix("bad")
        .build();
  }

  private static String endpoint() {
    return milvus.minioEndpoint().toString();
  }

  private List<ObjectKey> keys(String directory) {
    try (var objects = store.list(ObjectKey.of(directory))) {
      return objects.map(o -> o.key()).toList();
    }
  }

  private List<ObjectKey> objects() {
    return keys("");
  }
}
