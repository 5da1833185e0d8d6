package dev.milvusbackup.internal.milvus.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.error.CollectionNotFoundException;
import dev.milvusbackup.error.DatabaseNotFoundException;
import dev.milvusbackup.error.MilvusException;
import dev.milvusbackup.internal.format.metadata.CollectionBackupInfo;
import dev.milvusbackup.internal.format.metadata.DatabaseBackupInfo;
import dev.milvusbackup.internal.format.metadata.PartitionBackupInfo;
import dev.milvusbackup.internal.format.metadata.RbacMeta;
import dev.milvusbackup.internal.format.metadata.RbacMeta.Grant;
import dev.milvusbackup.internal.format.metadata.RbacMeta.Grantor;
import dev.milvusbackup.internal.format.metadata.RbacMeta.Named;
import dev.milvusbackup.internal.format.schema.FieldSchema;
import dev.milvusbackup.internal.format.schema.IndexInfo;
import dev.milvusbackup.internal.milvus.MilvusLoading;
import dev.milvusbackup.internal.milvus.fake.SampleSchema;
import dev.milvusbackup.internal.milvus.rbac.Privilege;
import dev.milvusbackup.internal.rows.ColumnType;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The clauses about what has a name: databases, collections, partitions, indexes, aliases. */
abstract class MilvusObjectsContract extends GatewayFixture {

  @Test
  void aDatabaseIsListedUntilItIsDropped() {
    String database = newDatabase();

    gateway().databases().create(database(database));
    assertThat(gateway().databases().names()).contains("default", database);
    gateway().databases().drop(database);
    assertThat(gateway().databases().names()).contains("default").doesNotContain(database);
  }

  @Test
  void aDatabaseWithACollectionIsNotDropped() {
    String database = newDatabase();
    gateway().databases().create(database(database));
    gateway().collections().create(newName(database), plain());

    assertThatThrownBy(() -> gateway().databases().drop(database))
        .isInstanceOf(MilvusException.class)
        .hasMessageContaining("drop database " + database);
  }

  @Test
  void nothingIsFoundInADatabaseThatIsNotThere() {
    CollectionName name = new CollectionName("contract_absent", "books");

    assertThatThrownBy(() -> gateway().collections().names("contract_absent"))
        .isInstanceOf(DatabaseNotFoundException.class);
    assertThatThrownBy(() -> gateway().collections().describe(name))
        .isInstanceOf(
            server().version().isAtLeast(2, 4)
                ? DatabaseNotFoundException.class
                : CollectionNotFoundException.class);
  }

  @Test
  void aCollectionIsListedInItsDatabaseOnly() {
    String database = newDatabase();
    gateway().databases().create(database(database));
    CollectionName there = newName(database);
    gateway().collections().create(there, plain());
    CollectionName here = create();

    assertThat(gateway().collections().names(database)).containsExactly(there);
    assertThat(gateway().collections().names("default")).contains(here).doesNotContain(there);
  }

  @Test
  void aCollectionIsDescribedAsItWasCreated() {
    CollectionBackupInfo info =
        SampleSchema.named()
            .with("pages", ColumnType.INT16)
            .withArray("tags", ColumnType.VARCHAR)
            .dynamic()
            .property("collection.ttl.seconds", "86400")
            .build();

    CollectionName name = create(info);
    CollectionBackupInfo described = gateway().collections().describe(name);

    assertThat(described.collection()).isEqualTo(name);
    assertThat(described.schema().name()).isEqualTo(name.name());
    assertThat(described.schema().dynamic()).isTrue();
    assertThat(described.schema().fields())
        .filteredOn(field -> !field.dynamic())
        .usingRecursiveFieldByFieldElementComparatorIgnoringFields("state")
        .containsExactlyElementsOf(info.schema().fields());
    assertThat(described.properties()).containsAll(info.properties());
    assertThat(described.indexes()).isEmpty();
    assertThat(described.loadState()).isEqualTo(MilvusLoading.NOT_LOADED);
  }

  @Test
  void fieldsAreNumberedInTheirOrder() {
    CollectionName name = create();

    assertThat(gateway().collections().describe(name).schema().fields())
        .extracting(FieldSchema::fieldId)
        .containsExactly(100L, 101L, 102L);
  }

  @Test
  void aNameIsTakenBySomethingElse() {
    CollectionName name = create();
    CollectionBackupInfo other = SampleSchema.named().build();

    assertThatThrownBy(() -> gateway().collections().create(name, other))
        .isInstanceOf(MilvusException.class)
        .hasMessageContaining("create " + name);
  }

  @Test
  void aRenamedCollectionKeepsItsId() {
    CollectionName old = create();
    long id = gateway().collections().id(old);
    CollectionName name = newName();

    gateway().collections().rename(old, name);

    assertThat(gateway().collections().names("default")).contains(name).doesNotContain(old);
    assertThat(gateway().collections().id(name)).isEqualTo(id);
  }

  @Test
  void noCollectionIsRenamedToANameThatIsTaken() {
    CollectionName one = create();
    CollectionName two = create();

    assertThatThrownBy(() -> gateway().collections().rename(one, two))
        .isInstanceOf(MilvusException.class)
        .hasMessageContaining("rename %s to %s", one, two);
    assertThat(gateway().collections().names("default")).contains(one, two);
  }

  @Test
  void aDroppedCollectionIsGone() {
    CollectionName name = create();
    assertThat(gateway().collections().names("default")).contains(name);

    gateway().collections().drop(name);

    assertThat(gateway().collections().names("default")).doesNotContain(name);
  }

  @Test
  void theDropOfWhatIsNotThereIsNoError() {
    CollectionName name = create();

    gateway().collections().drop(name);
    gateway().collections().drop(name);
  }

  @Test
  void aCollectionThatIsNotThereIsToldAsSuch() {
    CollectionName absent = newName();

    assertThatThrownBy(() -> gateway().collections().describe(absent))
        .isInstanceOf(CollectionNotFoundException.class)
        .hasMessageContaining("describe " + absent);
    assertThatThrownBy(() -> gateway().collections().id(absent))
        .isInstanceOf(CollectionNotFoundException.class);
  }

  @Test
  void aNewCollectionOfTheNameHasAnotherId() {
    CollectionName name = create();
    long id = gateway().collections().id(name);

    gateway().collections().drop(name);
    gateway().collections().create(name, plain());

    assertThat(gateway().collections().id(name)).isNotEqualTo(id);
  }

  @Test
  void aPartitionIsAddedToTheDefaultOne() {
    CollectionName name = create();

    gateway().partitions().create(name, "fiction");

    assertThat(partitions(name)).containsExactlyInAnyOrder(DEFAULT, "fiction");
    assertThat(gateway().partitions().of(name, 7))
        .extracting(PartitionBackupInfo::partitionId)
        .doesNotHaveDuplicates();
  }

  @Test
  void aPartitionKeyMakesNumberedPartitions() {
    CollectionName name = create(SampleSchema.numbered().partitionedBy("shelf", 3).build());

    assertThat(partitions(name))
        .containsExactlyInAnyOrder("_default_0", "_default_1", "_default_2");
  }

  @Test
  void anIndexIsDescribedAsItWasCreated() {
    CollectionName name = create();

    gateway().indexes().create(name, SampleSchema.INDEX);

    assertThat(gateway().indexes().of(name))
        .singleElement()
        .satisfies(
            index -> {
              assertThat(index.fieldName()).isEqualTo("vector");
              assertThat(index.indexName()).isEqualTo("by_vector");
              assertThat(index.indexType()).isEqualTo("FLAT");
              assertThat(index.params()).containsAllEntriesOf(SampleSchema.INDEX.params());
            });
  }

  @Test
  void noIndexesAreAnEmptyList() {
    assertThat(gateway().indexes().of(create())).isEmpty();
  }

  @Test
  void anIndexOfAFieldThatIsNotThereIsRefused() {
    CollectionName name = create();
    IndexInfo index = new IndexInfo("absent", "by_absent", "FLAT", SampleSchema.INDEX.params(), 0);

    assertThatThrownBy(() -> gateway().indexes().create(name, index))
        .isInstanceOf(MilvusException.class)
        .hasMessageContaining("create index 'by_absent' of " + name);
  }

  @Test
  void aCollectionWithoutAnIndexIsNotLoaded() {
    CollectionName name = create();

    assertThatThrownBy(() -> gateway().loading().load(name, 1))
        .isInstanceOf(MilvusException.class)
        .hasMessageContaining("load " + name);
  }

  @Test
  void aCollectionIsLoadedAndReleased() {
    CollectionName name = create();

    load(name);
    assertThat(gateway().loading().state(name)).isEqualTo(MilvusLoading.LOADED);
    assertThat(gateway().loading().replicas(name, gateway().collections().id(name))).isEqualTo(1);
    gateway().loading().release(name);
    assertThat(gateway().loading().state(name)).isEqualTo(MilvusLoading.NOT_LOADED);
  }

  @Test
  void somePartitionsAreLoadedByThemselves() {
    CollectionName name = create();
    gateway().partitions().create(name, "fiction");
    gateway().indexes().create(name, SampleSchema.INDEX);

    gateway().loading().load(name, List.of("fiction"), 1);
    await(() -> gateway().loading().isLoaded(name));

    assertThat(gateway().loading().state(name, "fiction")).isEqualTo(MilvusLoading.LOADED);
    assertThat(gateway().loading().state(name, DEFAULT)).isEqualTo(MilvusLoading.NOT_LOADED);
  }

  @Test
  void anAliasIsAnotherNameThatMoves() {
    CollectionName one = create();
    CollectionName two = create();
    CollectionName alias = newName();

    gateway().aliases().point(alias, one);
    assertThat(gateway().aliases().owner(alias)).contains(one);
    gateway().aliases().point(alias, two);

    assertThat(gateway().aliases().owner(alias)).contains(two);
  }

  @Test
  void aNameThatNothingHasIsNobodys() {
    assertThat(gateway().aliases().owner(CollectionName.parse("contract_nobody"))).isEmpty();
  }

  @Test
  void anAliasIsNotTheNameOfACollection() {
    CollectionName one = create();
    CollectionName two = create();

    assertThatThrownBy(() -> gateway().aliases().point(two, one))
        .isInstanceOf(MilvusException.class);
    assertThat(gateway().aliases().owner(two)).contains(two);
  }

  @Test
  void theAliasesOfADroppedCollectionAreInTheWayOrGoWithIt() {
    CollectionName name = create();
    CollectionName alias = newName();
    gateway().aliases().point(alias, name);

    if (server().version().isAtLeast(2, 4)) {
      assertThatThrownBy(() -> gateway().collections().drop(name))
          .isInstanceOf(MilvusException.class)
          .hasMessageContaining("it has associated aliases");
    } else {
      gateway().collections().drop(name);
      assertThat(gateway().aliases().owner(alias)).isEmpty();
      CollectionName next = create();
      gateway().aliases().point(alias, next);
      assertThat(gateway().aliases().owner(alias)).contains(next);
    }
  }

  @Test
  void aRoleIsReadBackWithItsGrants() {
    String role = "contract_" + newName().name();
    Grant grant = grant(role, "Collection", "books", "Insert");

    gateway()
        .rbac()
        .add(new RbacMeta(List.of(), List.of(new Named(role)), List.of(grant), List.of()));

    RbacMeta read = gateway().rbac().read().meta();
    assertThat(read.roles()).contains(new Named("admin"), new Named("public"), new Named(role));
    assertThat(read.grants()).extracting(Grant::key).contains(grant.key());
  }

  @Test
  void anUnknownUserGetsNoRole() {
    assertThatThrownBy(() -> gateway().rbac().addToRole("contract_nobody", "public"))
        .isInstanceOf(MilvusException.class)
        .hasMessageContaining("give role 'public' to user 'contract_nobody'");
  }

  @Test
  void whoeverGaveNoUserMayDoEverything() {
    for (Privilege privilege : Privilege.values()) {
      assertThat(gateway().privileges().has(privilege, newName())).as("%s", privilege).isTrue();
    }
  }

  private List<String> partitions(CollectionName name) {
    return gateway().partitions().of(name, gateway().collections().id(name)).stream()
        .map(PartitionBackupInfo::partitionName)
        .toList();
  }

  private static Grant grant(String role, String object, String name, String privilege) {
    return new Grant(
        new Named(role),
        new Named(object),
        name,
        new Grantor(new Named("root"), new Named(privilege)),
        "default");
  }

  private static DatabaseBackupInfo database(String name) {
    return new DatabaseBackupInfo(name, 0, List.of(), "");
  }
}
