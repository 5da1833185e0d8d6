package dev.milvusbackup.server.internal.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.milvusbackup.AliasPolicy;
import dev.milvusbackup.BackupSummary;
import dev.milvusbackup.CollectionName;
import dev.milvusbackup.IfExists;
import dev.milvusbackup.IndexPolicy;
import dev.milvusbackup.LoadPolicy;
import dev.milvusbackup.RbacPolicy;
import dev.milvusbackup.RestoreContent;
import dev.milvusbackup.RestoreRequest;
import dev.milvusbackup.SchemaChanges;
import dev.milvusbackup.error.InvalidRequestException;
import dev.milvusbackup.manifest.BackupManifest;
import dev.milvusbackup.manifest.CollectionManifest;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RestoreMappingTest {

  private static final BackupManifest BACKUP =
      BackupManifest.builder(BackupSummary.builder("b").milvusVersion("v2.3.5").build())
          .collections(
              Stream.of("db.x", "db.y", "default.books")
                  .map(CollectionName::parse)
                  .map(name -> CollectionManifest.builder(name).build())
                  .toList())
          .build();

  @Test
  void readsWhatBesidesTheRowsIsWanted() {
    RestoreOrder plain = order("{}");
    RestoreOrder all =
        order(
            "{'rbac': true, 'loadPolicy': 'skip', 'aliasPolicy': 'require', 'switchAliases': {'live': 'db.x'}}");

    assertThat(plain.request().rbac()).isEqualTo(RbacPolicy.SKIP);
    assertThat(plain.request().load()).isEqualTo(LoadPolicy.AS_BEFORE);
    assertThat(plain.request().aliases()).isEqualTo(AliasPolicy.IF_FREE);
    assertThat(all.request().rbac()).isEqualTo(RbacPolicy.ALL);
    assertThat(all.request().load()).isEqualTo(LoadPolicy.SKIP);
    assertThat(all.request().aliases()).isEqualTo(AliasPolicy.REQUIRE);
    assertThat(all.request().aliasSwitches()).hasToString("{live=db.x}");
    assertThat(order("{'rbacWithoutPasswords': true}").request().rbac())
        .isEqualTo(RbacPolicy.WITHOUT_PASSWORDS);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{} | [db.x, db.y, default.books]",
        "{'collection_suffix': '_r'} | [db.x_r, db.y_r, default.books_r]",
        "{'collection_names': ['books']} | [default.books]",
        "{'db_collections': {'': ['books']}} | [default.books]",
        "{'db_collections': {'db': []}} | [db.x, db.y]",
        "{'collection_renames': {'books': 'b2'}, 'collection_suffix': '_r'} | [db.x_r, db.y_r, default.b2]",
        "{'collection_renames': {'db.*': 'db2.*', 'db.x': 'db3.z'}} | [db3.z, db2.y, default.books]",
        "{'collection_suffix': '_r', 'db_collections_after_rename': {'db': ['x_r']}} | [db.x_r]",
        "{'restorePlan': {'mapping': [{'source': 'default', 'target': 'db4'}]}} | [db.x, db.y, db4.books]",
        "{'restorePlan': {'mapping': [{'source': 'db', 'target': 'db2', 'colls': [{'source': 'x', 'target': 'z'}]}], 'filter': {'db2': {'colls': ['*']}}}} | [db2.z]",
      })
  void findsTheTargets(String json, String targets) {
    assertThat(order(json).targets()).hasToString(targets);
  }

  @Test
  void passesTheFilterOnNewNamesToTheLibrary() {
    RestoreOrder order = order("{'db_collections_after_rename': {'db': ['x']}}");

    assertThat(order.request().targets()).hasToString("[db.x]");
    assertThat(order.targets()).hasToString("[db.x]");
  }

  @Test
  void leavesSelectorsThatMissToTheLibrary() {
    RestoreOrder source = order("{'collection_names': ['nosuch']}");
    RestoreOrder target = order("{'restorePlan': {'filter': {'db': {'colls': ['nosuch']}}}}");

    assertThat(source.request().collections()).hasToString("[default.nosuch]");
    assertThat(target.request().targets()).hasToString("[db.nosuch]");
    assertThat(target.targets()).isEmpty();
  }

  @Test
  void readsTheFlags() {
    RestoreOrder plain = order("{}");
    RestoreOrder all =
        order("{'metaOnly': true, 'restoreIndex': true, 'dropExistCollection': true}");

    assertThat(plain.request().indexes()).isEqualTo(IndexPolicy.SKIP);
    assertThat(plain.request().ifExists()).isEqualTo(IfExists.FAIL);
    assertThat(plain.request().content()).isEqualTo(RestoreContent.ALL);
    assertThat(all.request().indexes()).isEqualTo(IndexPolicy.REBUILD);
    assertThat(all.request().ifExists()).isEqualTo(IfExists.REPLACE);
    assertThat(all.request().content()).isEqualTo(RestoreContent.SCHEMA_ONLY);
    assertThat(order("{'skipCreateCollection': true}").request().ifExists())
        .isEqualTo(IfExists.APPEND);
    assertThat(order("{'skipExistCollection': true}").request().ifExists())
        .isEqualTo(IfExists.SKIP);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{'backup_name': ''} | backup name is required",
        "{'collection_suffix': '-x'} | only alphanumeric characters and underscores",
        "{'collection_suffix': '_a', 'restorePlan': {'mapping': []}} | restore plan and collection suffix",
        "{'collection_renames': {'a': 'b'}, 'restorePlan': {}} | restore plan and collection renames",
        "{'collection_renames': {'a': null}} | collection_renames",
        "{'collection_renames': {'db.*': 'c'}} | one is a database",
        "{'collection_renames': {'db.': 'db2.'}} | empty part",
        "{'restorePlan': {'mapping': [null]}} | null",
        "{'restorePlan': {'mapping': [{'source': 'db', 'target': 'a', 'colls': [{'source': 'x', 'target': 'p'}, {'source': 'x', 'target': 'q'}]}]}} | already renamed",
        "{'dropExistCollection': true, 'skipCreateCollection': true} | drop_exist_collection and skip_create_collection cannot be true at the same time",
        "{'skipExistCollection': true, 'dropExistCollection': true} | contradict",
        "{'collection_renames': {'a_*': 'b'}} | one is a database or a pattern",
        "{'collection_renames': {'a_*': '*_*'}} | wildcards",
        "{'collection_prefix': 'a_', 'restorePlan': {}} | restore plan and collection prefix",
        "{'loadPolicy': 'sometimes'} | as_before, skip",
        "{'aliasPolicy': 'sometimes'} | if_free, require, skip",
        "{'switchAliases': {'live': null}} | a collection in switchAliases",
        "{'truncateBinlogByTs': true} | 'truncateBinlogByTs'",
        "{'ezkMapping': {'a': 'b'}} | 'ezkMapping'",
      })
  void refuses(String json, String why) {
    assertThatThrownBy(() -> order(json))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining(why);
  }

  @Test
  void readsWhatDiffersFromTheBackup() {
    SchemaChanges changes =
        order(
                """
                {'maxShardNum': 2,
                 'skipParams': {'collectionProperties': ['a'], 'fieldTypeParams': ['b'],
                                'fieldIndexParams': ['c'], 'indexParams': ['d', null]},
                 'restorePlan': {'mapping': [{'source': 'db', 'target': 'db2', 'colls': [
                   {'source': 'x', 'target': 'z', 'override': {'shardNum': 3, 'description': 'new'}},
                   {'source': 'y', 'target': 'y', 'override': {'shardNum': 0, 'description': ''}}]}]}}
                """)
            .request()
            .schema();

    assertThat(changes.shardsOf(CollectionName.parse("db.x"), 4)).isEqualTo(3);
    assertThat(changes.shardsOf(CollectionName.parse("db.y"), 4)).isEqualTo(2);
    assertThat(changes.descriptionOf(CollectionName.parse("db.x"))).contains("new");
    assertThat(changes.descriptionOf(CollectionName.parse("db.y"))).isEmpty();
    assertThat(changes.withoutProperties()).containsExactly("a");
    assertThat(changes.withoutTypeParams()).containsExactly("b");
    assertThat(changes.withoutIndexParams()).containsExactly("c", "d");
  }

  @Test
  void readsTheOptionsOfIndexes() {
    RestoreRequest auto = order("{'restoreIndex': true, 'useAutoIndex': true}").request();
    RestoreRequest drop = order("{'dropExistIndex': true, 'skipCreateCollection': true}").request();

    assertThat(auto.indexes()).isEqualTo(IndexPolicy.AUTO);
    assertThat(auto.dropsIndexes()).isFalse();
    assertThat(order("{'useAutoIndex': true}").request().indexes()).isEqualTo(IndexPolicy.SKIP);
    assertThat(drop.dropsIndexes()).isTrue();
    assertThat(drop.ifExists()).isEqualTo(IfExists.APPEND);
  }

  @Test
  void acceptsWhatChangesNothing() {
    assertThat(
            order(
                    "{'useV2Restore': true, 'skipImportDiskQuotaCheck': true, 'skipParams': {}, 'maxShardNum': -1, 'dropExistIndex': true}")
                .targets())
        .hasSize(3);
  }

  private static RestoreOrder order(String json) {
    String named =
        json.contains("backup_name") ? json : json.replaceFirst("\\{", "{'backup_name': 'b',");
    RestoreBody body =
        RestoreBody.read(
            named.replace(",}", "}").replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    RestoreMapping.check(body);
    return RestoreMapping.order(body, "id", BACKUP);
  }
}
