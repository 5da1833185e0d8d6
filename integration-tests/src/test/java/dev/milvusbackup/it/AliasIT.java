package dev.milvusbackup.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.milvusbackup.AliasPolicy;
import dev.milvusbackup.BackupClient;
import dev.milvusbackup.IfExists;
import dev.milvusbackup.IntegrityCheck;
import dev.milvusbackup.LoadPolicy;
import dev.milvusbackup.RestoreFailedException;
import dev.milvusbackup.RestorePreview;
import dev.milvusbackup.RestorePreview.Action;
import dev.milvusbackup.RestoreReport;
import dev.milvusbackup.RestoreRequest;
import dev.milvusbackup.error.CollectionExistsException;
import dev.milvusbackup.error.InvalidRequestException;
import dev.milvusbackup.error.PreflightException;
import dev.milvusbackup.manifest.CollectionManifest;
import dev.milvusbackup.storage.ObjectBody;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.PutMode;
import dev.milvusbackup.storage.memory.InMemoryObjectStore;
import io.milvus.grpc.LoadState;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of aliases and of what is loaded. */
class AliasIT {

  private static MilvusUnderTest milvus;
  private static RawMilvus raw;

  private final ObjectStore store = InMemoryObjectStore.create();
  private final BackupClient backups = milvus.backupClient().backupStorage(store).build();

  @BeforeAll
  static void open() {
    milvus = MilvusUnderTest.onLocalStorage();
    raw = new RawMilvus(milvus.uri());
  }

  @AfterAll
  static void close() {
    raw.close();
    milvus.close();
  }

  @BeforeEach
  void backUp() {
    drop();
    Sample.shape("named").create(milvus.client()).insert(0, 100);
    raw.alias("named_live", "named");
    raw.alias("named_too", "named");
    backups.create(b -> b.name("named").collections("named")).join();
  }

  @AfterEach
  void closeBackups() {
    drop();
    backups.close();
    store.close();
  }

  /** The drop leaves the aliases pointing nowhere; Milvus from 2.4 on refuses it. */
  @Test
  void comeBackWithTheCollectionThatWasDropped() {
    assumeThat(milvus.isBefore(2, 4)).isTrue();
    raw.drop("named");

    RestoreReport report = restore(r -> {});

    assertThat(report.restored().get(0).warnings()).isEmpty();
    assertThat(raw.aliases("named")).containsExactly("named_live", "named_too");
    assertThat(Rows.of(milvus.client(), "named_live", "id")).hasSize(100);
  }

  @Test
  void stayWithTheirOwnersAndTheReportSaysSo() {
    RestoreReport report = restore(r -> r.suffix("_2"));

    assertThat(report.restored().get(0).warnings())
        .containsExactly(
            "alias 'named_live' of default.named belongs to default.named",
            "alias 'named_too' of default.named belongs to default.named");
    assertThat(raw.aliases("named")).containsExactly("named_live", "named_too");
    assertThat(raw.aliases("named_2")).isEmpty();
  }

  @Test
  void goOverToTheCollectionThatReplacesTheirs() {
    raw.alias("named_later", "named");

    RestoreReport report = restore(r -> r.ifExists(IfExists.REPLACE).aliases(AliasPolicy.SKIP));

    assertThat(report.restored().get(0).warnings()).isEmpty();
    assertThat(raw.aliases("named")).containsExactly("named_later", "named_live", "named_too");
    assertThat(Rows.of(milvus.client(), "named_later", "id")).hasSize(100);
  }

  @Test
  void areSwitchedToTheRestoredCollectionWhichIsLoadedByThen() {
    RestoreReport report = restore(r -> r.suffix("_2").switchAlias("named_live", "named"));

    assertThat(raw.aliases("named_2")).containsExactly("named_live");
    assertThat(raw.aliases("named")).containsExactly("named_too");
    assertThat(raw.loadState("named_2")).isEqualTo(LoadState.LoadStateLoaded);
    assertThat(report.restored().get(0).warnings())
        .containsExactly("alias 'named_too' of default.named belongs to default.named");
  }

  @Test
  void areLeftIfAsked() {
    raw.clear("named");

    RestoreReport report =
        restore(r -> r.rename("named", "named_2").aliases(AliasPolicy.SKIP).load(LoadPolicy.SKIP));

    assertThat(report.restored().get(0).warnings()).isEmpty();
    assertThat(raw.aliases("named_2")).isEmpty();
    assertThat(raw.loadState("named_2")).isEqualTo(LoadState.LoadStateNotLoad);
  }

  @Test
  void conflictsAreFoundBeforeAnythingIsMade() {
    assertRefused(r -> r.suffix("_2").aliases(AliasPolicy.REQUIRE))
        .isInstanceOf(CollectionExistsException.class)
        .hasMessage(
            "Cannot restore backup 'named' with its aliases: alias 'named_live' of default.named belongs to default.named, alias 'named_too' of default.named belongs to default.named. Choose another AliasPolicy, or move them with switchAlias.");
    assertRefused(r -> r.rename("named", "named_live"))
        .isInstanceOf(CollectionExistsException.class)
        .hasMessageStartingWith(
            "Cannot restore default.named as default.named_live: that name is an alias of default.named.");
    assertRefused(r -> r.suffix("_2").switchAlias("no_such_alias", "named"))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageStartingWith(
            "Cannot switch alias 'no_such_alias' to default.named_2: database 'default' has no alias");
    assertRefused(r -> r.suffix("_2").switchAlias("named", "named"))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("it is the name of a collection, not of an alias");
    assertRefused(r -> r.suffix("_2").switchAlias("named_live", "other"))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageStartingWith("Cannot switch alias 'named_live' to default.other: it is not");
    assertThat(milvus.collections()).doesNotContain("named_2");
  }

  @Test
  void aPreviewTellsThemAndAllThatIsWrongWithThem() {
    RestorePreview preview = backups.previewRestore(r -> r.backup("named").suffix("_2"));

    assertThat(preview.collections().get(0).warnings())
        .containsExactly(
            "alias 'named_live' of default.named belongs to default.named",
            "alias 'named_too' of default.named belongs to default.named");
    assertThatThrownBy(
            () ->
                backups.previewRestore(
                    r ->
                        r.backup("named")
                            .suffix("_2")
                            .aliases(AliasPolicy.REQUIRE)
                            .switchAlias("no_such_alias", "named")))
        .isInstanceOfSatisfying(
            PreflightException.class,
            e ->
                assertThat(e.problems())
                    .hasSize(2)
                    .hasAtLeastOneElementOfType(InvalidRequestException.class)
                    .hasAtLeastOneElementOfType(CollectionExistsException.class));
    assertThat(milvus.collections()).doesNotContain("named_2");
  }

  /** As if it had been killed between taking the name and what follows. */
  @Test
  void areGivenToWhatAnEarlierRunHasRestored() throws IOException {
    Sample.shape("named_b").create(milvus.client()).insert(0, 10);
    backups.create(b -> b.name("both").collections("named", "named_b")).join();
    raw.clear("named");
    raw.clear("named_b");
    ObjectKey log =
        backups.get("both").collections().stream()
            .filter(collection -> collection.name().name().equals("named_b"))
            .flatMap(CollectionManifest::objects)
            .findFirst()
            .orElseThrow()
            .key();
    byte[] sound = store.open(log, 0, Long.MAX_VALUE).readAllBytes();
    byte[] damaged = sound.clone();
    damaged[sound.length / 2] ^= 1;
    store.put(log, ObjectBody.of(damaged), PutMode.REPLACE);
    assertThatThrownBy(
            () ->
                backups
                    .restore(
                        r ->
                            r.backup("both")
                                .check(IntegrityCheck.PRESENCE)
                                .aliases(AliasPolicy.SKIP)
                                .load(LoadPolicy.SKIP))
                    .join())
        .hasCauseInstanceOf(RestoreFailedException.class);
    assertThat(raw.aliases("named")).isEmpty();
    assertThat(raw.loadState("named")).isEqualTo(LoadState.LoadStateNotLoad);
    store.put(log, ObjectBody.of(sound), PutMode.REPLACE);
    assertThat(backups.previewRestore(r -> r.backup("both")).collections())
        .extracting(RestorePreview.CollectionPreview::action)
        .containsExactly(Action.KEEP, Action.CREATE);

    backups.restore(r -> r.backup("both")).join();

    assertThat(raw.aliases("named")).containsExactly("named_live", "named_too");
    assertThat(raw.loadState("named")).isEqualTo(LoadState.LoadStateLoaded);
  }

  private RestoreReport restore(Consumer<RestoreRequest.Builder> options) {
    return backups
        .restore(
            r -> {
              r.backup("named");
              options.accept(r);
            })
        .join();
  }

  private AbstractThrowableAssert<?, ? extends Throwable> assertRefused(
      Consumer<RestoreRequest.Builder> options) {
    return assertThatThrownBy(() -> restore(options)).cause();
  }

  private static void drop() {
    List.of("named", "named_2", "named_b").forEach(raw::clear);
  }
}
