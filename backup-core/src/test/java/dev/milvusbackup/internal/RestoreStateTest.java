package dev.milvusbackup.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.milvusbackup.AliasPolicy;
import dev.milvusbackup.BackupMode;
import dev.milvusbackup.BackupRequest;
import dev.milvusbackup.CollectionName;
import dev.milvusbackup.IfExists;
import dev.milvusbackup.LoadPolicy;
import dev.milvusbackup.RbacPolicy;
import dev.milvusbackup.RestoreContent;
import dev.milvusbackup.RestoreRequest;
import dev.milvusbackup.error.CollectionExistsException;
import dev.milvusbackup.internal.format.metadata.RbacMeta;
import dev.milvusbackup.internal.format.metadata.RbacMeta.Named;
import dev.milvusbackup.internal.milvus.MilvusLoading;
import dev.milvusbackup.internal.milvus.fake.InMemoryMilvus;
import dev.milvusbackup.internal.milvus.fake.SampleSchema;
import dev.milvusbackup.internal.milvus.fake.SampleValues;
import dev.milvusbackup.storage.memory.InMemoryObjectStore;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What a restore brings back beside rows, and what it does about what is there. */
class RestoreStateTest {

  @Nested
  class On235 extends OnInMemoryMilvus {

    private static final CollectionName ALIAS = new CollectionName("default", "reading");

    On235() {
      super(InMemoryMilvus.V2_3_5);
    }

    @BeforeEach
    void fill() {
      fill(BOOKS, 30);
    }

    @Test
    void aLoadedCollectionIsLoadedAgainIfThatIsWanted() {
      load(BOOKS);
      create("b");

      restore(back().load(LoadPolicy.AS_BEFORE));

      assertThat(milvus.loading().state(BACK)).isEqualTo(MilvusLoading.LOADED);
    }

    @Test
    void aCollectionThatWasNotLoadedIsNot() {
      create("b");

      restore(back().load(LoadPolicy.AS_BEFORE));

      assertThat(milvus.loading().state(BACK)).isEqualTo(MilvusLoading.NOT_LOADED);
    }

    @Test
    void anAliasComesBackOnAnotherServer() {
      milvus.aliases().point(ALIAS, BOOKS);
      create("b");
      InMemoryMilvus other = new InMemoryMilvus(InMemoryMilvus.V2_3_5, bucket.withRoot("other"));

      try (var its = InMemoryClient.of(other, bucket.withRoot("other"), backups)) {
        await(
            its.restore(RestoreRequest.builder().backup("b").aliases(AliasPolicy.REQUIRE).build()));
      }

      assertThat(other.aliases().owner(ALIAS)).contains(BOOKS);
    }

    @Test
    void indexesAndPropertiesComeBack() {
      create("b");

      restore(back());

      assertThat(milvus.indexes().of(BACK))
          .singleElement()
          .satisfies(index -> assertThat(index.indexType()).isEqualTo("FLAT"));
    }

    @Test
    void aCollectionThatIsThereIsInTheWay() {
      create("b");

      assertThatThrownBy(() -> restore(RestoreRequest.builder().backup("b")))
          .isInstanceOf(CollectionExistsException.class)
          .hasMessageContaining("Milvus already has default.books");
      assertThat(calls().count("imports.start")).isZero();
    }

    @Test
    void aCollectionThatIsThereIsSkippedIfThatIsWanted() {
      create("b");

      assertThat(restore(RestoreRequest.builder().backup("b").ifExists(IfExists.SKIP)).skipped())
          .hasSize(1);
      assertThat(calls().count("imports.start")).isZero();
    }

    @Test
    void rolesAndGrantsComeBackOnAnotherServer() {
      RbacMeta.Grant grant =
          new RbacMeta.Grant(
              new Named("reader"),
              new Named("Collection"),
              "books",
              new RbacMeta.Grantor(new Named("root"), new Named("Query")),
              "default");
      milvus
          .rbac()
          .add(new RbacMeta(List.of(), List.of(new Named("reader")), List.of(grant), List.of()));
      await(
          client.create(
              BackupRequest.builder().name("b").rbac(RbacPolicy.WITHOUT_PASSWORDS).build()));
      InMemoryMilvus other =
          new InMemoryMilvus(InMemoryMilvus.V2_3_5, InMemoryObjectStore.create());

      try (var its = InMemoryClient.of(other, bucket.withRoot("other"), backups)) {
        await(
            its.restore(
                RestoreRequest.builder()
                    .backup("b")
                    .content(RestoreContent.SCHEMA_ONLY)
                    .rbac(RbacPolicy.WITHOUT_PASSWORDS)
                    .build()));
      }

      assertThat(other.rbac().read().meta().roles()).contains(new Named("reader"));
      assertThat(other.rbac().read().meta().grants()).contains(grant);
    }

    @Test
    void aLogicalBackupComesBackByInserts() {
      milvus.delete(BOOKS, 29L);
      load(BOOKS);
      await(client.create(BackupRequest.builder().name("b").mode(BackupMode.LOGICAL).build()));

      restore(back());

      assertRows(BACK, 29);
      assertThat(calls().count("imports.start")).isZero();
      assertThat(calls().count("rows.insert")).isGreaterThan(1);
    }

    private void load(CollectionName name) {
      milvus.loading().load(name, 1);
      milvus.clock().advance(Duration.ofSeconds(5));
    }
  }

  @Nested
  class On2527 extends OnInMemoryMilvus {

    On2527() {
      super(InMemoryMilvus.V2_5_27);
    }

    @Test
    void theFilesOfWhatIsCompactedStayWhileTheyAreCopied() {
      fill(BOOKS, 30);
      calls()
          .before(
              "collections.id",
              () -> {
                milvus.compact(BOOKS);
                milvus.collectGarbage();
              });

      create("b");
      restore(back());

      assertRows(BACK, 30);
      assertThat(calls().count("gc.pause")).isPositive();
      assertThat(calls().count("gc.resume")).isEqualTo(calls().count("gc.pause"));
    }

    @Test
    void aPartitionKeyDecidesAsBefore() {
      milvus.collections().create(BOOKS, SampleSchema.numbered().partitionedBy("shelf", 4).build());
      milvus.indexes().create(BOOKS, SampleSchema.INDEX);
      milvus.insert(BOOKS, SampleValues.rows(milvus.schema(BOOKS), 40));
      create("b");

      restore(back());

      assertRows(BACK, 40);
      assertThat(milvus.jobs()).hasSize(4);
    }
  }
}
