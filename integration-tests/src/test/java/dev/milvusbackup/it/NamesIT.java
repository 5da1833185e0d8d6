package dev.milvusbackup.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.milvusbackup.BackupClient;
import dev.milvusbackup.IfExists;
import dev.milvusbackup.IndexPolicy;
import dev.milvusbackup.RestoreContent;
import dev.milvusbackup.RestoreReport;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.filesystem.FileSystemObjectStore;
import io.milvus.v2.client.MilvusClientV2;
import io.milvus.v2.common.DataType;
import java.nio.file.Path;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where collections are restored to: databases, other names, targets that exist. */
class NamesIT {

  @TempDir Path folder;

  @Test
  void collectionsOfOneNameInTwoDatabasesAreKeptApart() {
    try (MilvusUnderTest milvus = MilvusUnderTest.onLocalStorage();
        ObjectStore store = FileSystemObjectStore.at(folder.resolve("сейф и прочее"));
        BackupClient backups = milvus.backupClient().backupStorage(store).build()) {
      milvus.ensureDatabase("library");
      MilvusClientV2 library = milvus.client("library");
      Sample.shape("twice").create(milvus.client()).insert(0, 100);
      Sample.shape("twice").create(library).insert(1000, 200);
      Sample.shape("only_here").create(library).insert(0, 50);
      backups.create(b -> b.name("dbs").collections("twice", "library.*")).join();

      backups
          .restore(
              r ->
                  r.backup("dbs")
                      .rename("twice", "archive.from_default")
                      .renameDatabase("library", "annex")
                      .suffix("_old"))
          .join();

      MilvusClientV2 archive = milvus.client("archive");
      MilvusClientV2 annex = milvus.client("annex");
      assertThat(backups.get("dbs").collections()).hasSize(3);
      assertThat(Rows.of(archive, "from_default", "id"))
          .isEqualTo(Rows.of(milvus.client(), "twice", "id"))
          .hasSize(100);
      assertThat(Rows.of(annex, "twice_old", "id"))
          .isEqualTo(Rows.of(library, "twice", "id"))
          .hasSize(200);
      assertThat(Rows.of(annex, "only_here_old", "id")).hasSize(50);
    }
  }

  /** Names of collections and fields are ASCII in Milvus; everything else may be in any script. */
  @Test
  void textInAnyScriptComesBackAsItWas() {
    try (MilvusUnderTest milvus = MilvusUnderTest.onLocalStorage();
        ObjectStore store = FileSystemObjectStore.at(folder.resolve("备份 – резерв"));
        BackupClient backups = milvus.backupClient().backupStorage(store).build()) {
      assertThatThrownBy(() -> Sample.shape("книги").create(milvus.client()))
          .hasMessageContaining("Invalid collection name");
      Sample.shape("scripts")
          .dynamic()
          .key(DataType.VarChar)
          .field("text", DataType.VarChar)
          .create(milvus.client())
          .insert(0, 200);
      backups.create(b -> b.name("scripts").collections("scripts")).join();

      backups.restore(r -> r.backup("scripts").suffix("_back")).join();

      assertThat(Rows.of(milvus.client(), "scripts_back", "id"))
          .isEqualTo(Rows.of(milvus.client(), "scripts", "id"))
          .allSatisfy((key, row) -> assertThat(row).contains("书 🎈", "自由"));
      assertThat(Described.of(milvus.client(), "scripts_back").description())
          .isEqualTo("пример scripts");
    }
  }

  @Test
  void replacesACollectionOnlyWhenTheNewOneIsComplete() {
    try (MilvusUnderTest milvus = MilvusUnderTest.onLocalStorage();
        ObjectStore store = FileSystemObjectStore.at(folder);
        BackupClient backups = milvus.backupClient().backupStorage(store).build()) {
      Sample sample = Sample.shape("swap").create(milvus.client()).insert(0, 500);
      backups.create(b -> b.name("swap").collections("swap")).join();
      SortedMap<String, String> before = Rows.of(milvus.client(), "swap", "id");
      sample.insert(500, 100).delete(0, 50);

      backups.restore(r -> r.backup("swap").ifExists(IfExists.REPLACE)).join();

      assertThat(Rows.of(milvus.client(), "swap", "id")).isEqualTo(before);
      assertThat(milvus.collections()).noneMatch(name -> name.startsWith("swap__restoring_"));
    }
  }

  @Test
  void leavesWhatIsThereAloneAndRestoresTheRestUnderNamesByPattern() {
    try (MilvusUnderTest milvus = MilvusUnderTest.onLocalStorage();
        ObjectStore store = FileSystemObjectStore.at(folder);
        BackupClient backups = milvus.backupClient().backupStorage(store).build()) {
      Sample.shape("shelf_1").create(milvus.client()).insert(0, 100);
      Sample.shape("shelf_2").create(milvus.client()).insert(0, 200);
      backups.create(b -> b.name("shelves").collections("shelf_1", "shelf_2")).join();
      Sample.shape("old_2_shelf").create(milvus.client()).insert(5000, 7);

      RestoreReport report =
          backups
              .restore(
                  r -> r.backup("shelves").rename("shelf_*", "old_*_shelf").ifExists(IfExists.SKIP))
              .join();

      assertThat(report.restored())
          .singleElement()
          .satisfies(r -> assertThat(r.target()).hasToString("default.old_1_shelf"));
      assertThat(report.skipped())
          .singleElement()
          .hasToString("Skipped[source=default.shelf_2, target=default.old_2_shelf]");
      assertThat(Rows.of(milvus.client(), "old_1_shelf", "id")).hasSize(100);
      assertThat(Rows.of(milvus.client(), "old_2_shelf", "id")).hasSize(7).containsKey("5000");
    }
  }

  @Test
  void importsIntoACollectionThatIsThere() {
    try (MilvusUnderTest milvus = MilvusUnderTest.onLocalStorage();
        ObjectStore store = FileSystemObjectStore.at(folder);
        BackupClient backups = milvus.backupClient().backupStorage(store).build()) {
      Sample.shape("origin").create(milvus.client()).partition("p").insert(0, 300, "p");
      backups.create(b -> b.name("more").collections("origin")).join();
      Sample.shape("growing").create(milvus.client()).insert(1000, 200);

      backups
          .restore(r -> r.backup("more").rename("origin", "growing").ifExists(IfExists.APPEND))
          .join();

      // the collection is loaded: Milvus shows imported rows only after a while
      await().until(() -> Rows.count(milvus.client(), "growing") == 500);
      assertThat(Rows.of(milvus.client(), "growing", "id")).hasSize(500);
      assertThat(Rows.keysIn(milvus.client(), "growing", "p")).hasSize(300);
    }
  }

  @Test
  void restoresJustTheSchemaAndWithoutIndexesIfAsked() {
    try (MilvusUnderTest milvus = MilvusUnderTest.onLocalStorage();
        ObjectStore store = FileSystemObjectStore.at(folder);
        BackupClient backups = milvus.backupClient().backupStorage(store).build()) {
      Sample.shape("shell").create(milvus.client()).insert(0, 300);
      backups.create(b -> b.name("shell").collections("shell")).join();

      backups
          .restore(r -> r.backup("shell").suffix("_empty").content(RestoreContent.SCHEMA_ONLY))
          .join();
      backups.restore(r -> r.backup("shell").suffix("_bare").indexes(IndexPolicy.SKIP)).join();

      assertThat(Rows.of(milvus.client(), "shell_empty", "id")).isEmpty();
      assertThat(Described.of(milvus.client(), "shell_empty").indexes()).containsKey("by_vector");
      assertThat(Described.of(milvus.client(), "shell_bare").indexes()).isEmpty();
    }
  }
}
