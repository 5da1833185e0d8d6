package dev.milvusbackup.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.milvusbackup.BackupClient;
import dev.milvusbackup.CollectionName;
import dev.milvusbackup.IfExists;
import dev.milvusbackup.IndexPolicy;
import dev.milvusbackup.LoadPolicy;
import dev.milvusbackup.SchemaChanges;
import dev.milvusbackup.error.CollectionExistsException;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.filesystem.FileSystemObjectStore;
import io.milvus.v2.service.collection.request.ReleaseCollectionReq;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Restores of collections with other shards, descriptions and indexes than in the backup. */
class RestoreChangesIT {

  @TempDir Path folder;

  @Test
  void milvusTakesOtherShardsDescriptionsAndIndexes() {
    try (MilvusUnderTest milvus = MilvusUnderTest.onLocalStorage();
        ObjectStore store = FileSystemObjectStore.at(folder);
        BackupClient backups = milvus.backupClient().backupStorage(store).build()) {
      Sample.shape("changes").shards(2).create(milvus.client()).insert(0, 300);
      backups.create(b -> b.name("changes").collections("changes")).join();

      backups
          .restore(
              r ->
                  r.backup("changes")
                      .suffix("_one")
                      .indexes(IndexPolicy.AUTO)
                      .schema(
                          SchemaChanges.builder()
                              .maxShards(1)
                              .description(CollectionName.parse("changes"), "other")
                              .build()))
          .join();

      Described restored = Described.of(milvus.client(), "changes_one");
      assertThat(Described.of(milvus.client(), "changes").shards()).isEqualTo("2");
      assertThat(restored.shards()).isEqualTo("1");
      assertThat(restored.description()).isEqualTo("other");
      assertThat(restored.indexes().values())
          .singleElement()
          .satisfies(index -> assertThat(index).contains("AUTOINDEX", "L2"));
      assertThat(Rows.of(milvus.client(), "changes_one", "id"))
          .isEqualTo(Rows.of(milvus.client(), "changes", "id"))
          .hasSize(300);
    }
  }

  @Test
  void indexesOfAnExistingCollectionAreReplacedOnceItIsReleased() {
    try (MilvusUnderTest milvus = MilvusUnderTest.onLocalStorage();
        ObjectStore store = FileSystemObjectStore.at(folder);
        BackupClient backups = milvus.backupClient().backupStorage(store).build()) {
      Sample.shape("indexed").create(milvus.client()).insert(0, 100);
      backups.create(b -> b.name("indexed").collections("indexed")).join();
      Sample.shape("wanted").create(milvus.client()).insert(1000, 50);
      assertThat(Rows.of(milvus.client(), "wanted", "id")).hasSize(50); // loads it

      assertThatThrownBy(() -> append(backups))
          .cause()
          .isInstanceOf(CollectionExistsException.class)
          .hasMessageContaining("it is loaded, and Milvus drops no index of a loaded collection");
      milvus
          .client()
          .releaseCollection(ReleaseCollectionReq.builder().collectionName("wanted").build());
      append(backups);

      assertThat(Described.of(milvus.client(), "wanted").indexes().values())
          .singleElement()
          .satisfies(index -> assertThat(index).contains("AUTOINDEX"));
      assertThat(Rows.of(milvus.client(), "wanted", "id")).hasSize(150);
    }
  }

  private static void append(BackupClient backups) {
    backups
        .restore(
            r ->
                r.backup("indexed")
                    .rename("indexed", "wanted")
                    .ifExists(IfExists.APPEND)
                    .load(LoadPolicy.SKIP)
                    .indexes(IndexPolicy.AUTO)
                    .dropIndexes(true))
        .join();
  }
}
