package dev.milvusbackup.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.IfExists;
import dev.milvusbackup.IndexPolicy;
import dev.milvusbackup.RbacPolicy;
import dev.milvusbackup.RestoreReport;
import dev.milvusbackup.RestoreRequest;
import dev.milvusbackup.SchemaChanges;
import dev.milvusbackup.error.CollectionExistsException;
import dev.milvusbackup.error.InvalidRequestException;
import dev.milvusbackup.internal.format.metadata.CollectionBackupInfo;
import dev.milvusbackup.internal.format.schema.FieldSchema;
import dev.milvusbackup.internal.format.schema.IndexInfo;
import dev.milvusbackup.internal.format.schema.KeyValue;
import dev.milvusbackup.internal.milvus.fake.InMemoryMilvus;
import dev.milvusbackup.internal.milvus.fake.SampleSchema;
import dev.milvusbackup.internal.milvus.fake.SampleValues;
import dev.milvusbackup.internal.rows.ColumnType;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Restores that create something else than the backup has, because the request says so. */
class RestoreChangesTest extends OnInMemoryMilvus {

  private static final KeyValue MMAP = new KeyValue("mmap.enabled", "true");
  private static final IndexInfo IVF =
      new IndexInfo(
          "vector",
          "by_vector",
          "IVF_FLAT",
          Map.of("index_type", "IVF_FLAT", "metric_type", "L2", "mmap.enabled", "true"),
          0);
  private static final IndexInfo SORTED =
      new IndexInfo("title", "by_title", "STL_SORT", Map.of("index_type", "STL_SORT"), 0);

  RestoreChangesTest() {
    super(InMemoryMilvus.V2_5_27);
  }

  @BeforeEach
  void backUp() {
    milvus.collections().create(BOOKS, withParameters());
    milvus.indexes().create(BOOKS, IVF);
    milvus.indexes().create(BOOKS, SORTED);
    milvus.insert(BOOKS, SampleValues.rows(milvus.schema(BOOKS), 30));
    create("b");
  }

  @Test
  void aMaximumLimitsTheShards() {
    restore(back().schema(SchemaChanges.builder().maxShards(2).build()));

    assertThat(described(BACK).shards()).isEqualTo(2);
    assertRows(BACK, 30);
  }

  @Test
  void aMaximumAddsNoShards() {
    restore(back().schema(SchemaChanges.builder().maxShards(8).build()));

    assertThat(described(BACK).shards()).isEqualTo(3);
  }

  @Test
  void theShardsOfACollectionWinOverTheMaximum() {
    restore(back().schema(SchemaChanges.builder().maxShards(1).shards(BOOKS, 5).build()));

    assertThat(described(BACK).shards()).isEqualTo(5);
  }

  @Test
  void aCollectionGetsAnotherDescription() {
    restore(back().schema(SchemaChanges.builder().description(BOOKS, "other books").build()));

    assertThat(described(BACK).schema().description()).isEqualTo("other books");
  }

  @Test
  void parametersAreLeftOutWhereverTheyAre() {
    List<String> keys = List.of("mmap.enabled", "collection.ttl.seconds", "no.such.key");

    restore(
        back()
            .schema(
                SchemaChanges.builder()
                    .withoutProperties(keys)
                    .withoutTypeParams(keys)
                    .withoutIndexParams(keys)
                    .build()));

    CollectionBackupInfo back = described(BACK);
    assertThat(back.properties()).isEmpty();
    assertThat(back.schema().properties()).isEmpty();
    assertThat(field(back, "title").typeParams())
        .containsExactly(new KeyValue("max_length", "200"));
    assertThat(index(back, "by_vector").params()).containsOnlyKeys("index_type", "metric_type");
    assertRows(BACK, 30);
  }

  @Test
  void milvusChoosesTheIndexesOfVectorsOnly() {
    restore(back().indexes(IndexPolicy.AUTO));

    CollectionBackupInfo back = described(BACK);
    assertThat(index(back, "by_vector").params())
        .containsExactlyInAnyOrderEntriesOf(Map.of("index_type", "AUTOINDEX", "metric_type", "L2"));
    assertThat(index(back, "by_title").params()).containsEntry("index_type", "STL_SORT");
  }

  @Test
  void indexesOfAnExistingCollectionAreReplaced() {
    restore(back());
    milvus.indexes().drop(BACK, IVF);
    milvus.indexes().create(BACK, SampleSchema.INDEX);

    restore(again().indexes(IndexPolicy.AUTO).dropIndexes(true));

    assertThat(index(described(BACK), "by_vector").indexType()).isEqualTo("AUTOINDEX");
    assertThat(described(BACK).indexes()).hasSize(2);
  }

  @Test
  void indexesOfAnExistingCollectionStayByDefault() {
    restore(back());

    restore(again().indexes(IndexPolicy.AUTO));

    assertThat(index(described(BACK), "by_vector").indexType()).isEqualTo("IVF_FLAT");
  }

  @Test
  void indexesOfALoadedCollectionAreRefusedBeforeAnythingIsImported() {
    restore(back());
    milvus.loading().load(BACK, 1);
    long before = calls().count("imports.start");

    assertThatThrownBy(() -> restore(again().dropIndexes(true)))
        .isInstanceOf(CollectionExistsException.class)
        .hasMessageContaining(
            "Cannot drop the indexes of default.books_back: it is loaded, and Milvus drops no index of a loaded collection. Release it first, or keep its indexes.");
    assertThat(calls().count("imports.start")).isEqualTo(before);
  }

  @Test
  void changesOfACollectionThatIsNotRestoredAreAnError() {
    CollectionName other = CollectionName.parse("other");

    assertThatThrownBy(
            () -> restore(back().schema(SchemaChanges.builder().shards(other, 2).build())))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessage(
            "Cannot change the schema of default.other: it is not among the collections to restore (default.books). Correct the name, or select more.");
  }

  @Test
  void aBackupWithoutUsersAndRolesIsRestoredWithANote() {
    RestoreReport report = restore(back().rbac(RbacPolicy.ALL));

    assertThat(report.restored()).hasSize(1);
    assertThat(report.rbac())
        .hasValueSatisfying(
            rbac -> {
              assertThat(rbac.inBackup()).isFalse();
              assertThat(rbac.isEmpty()).isTrue();
            });
    assertThat(calls().count("rbac.add")).isZero();
  }

  private static RestoreRequest.Builder again() {
    return back().ifExists(IfExists.APPEND);
  }

  /** Three shards, and the same parameter of the collection, of a field and of an index. */
  private static CollectionBackupInfo withParameters() {
    CollectionBackupInfo plain =
        SampleSchema.numbered()
            .with("title", ColumnType.VARCHAR)
            .property("collection.ttl.seconds", "3600")
            .build();
    List<FieldSchema> fields =
        plain.schema().fields().stream()
            .map(f -> f.name().equals("title") ? f.withParams(with(f.typeParams()), List.of()) : f)
            .toList();
    return plain.changed(
        plain.schema().changed("a sample", fields, List.of(MMAP), List.of()),
        3,
        List.of(),
        plain.properties());
  }

  private static List<KeyValue> with(List<KeyValue> params) {
    return Stream.concat(params.stream(), Stream.of(MMAP)).toList();
  }

  private CollectionBackupInfo described(CollectionName name) {
    return milvus.collections().describe(name);
  }

  private static FieldSchema field(CollectionBackupInfo info, String name) {
    return info.schema().fields().stream()
        .filter(field -> field.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static IndexInfo index(CollectionBackupInfo info, String name) {
    return info.indexes().stream()
        .filter(index -> index.indexName().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
