package dev.milvusbackup.server.internal.create;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.milvusbackup.BackupMode;
import dev.milvusbackup.BackupRequest;
import dev.milvusbackup.BackupStrategy;
import dev.milvusbackup.VerifyDepth;
import dev.milvusbackup.config.ConfigLoader;
import dev.milvusbackup.config.CreateSettings;
import dev.milvusbackup.error.InvalidRequestException;
import dev.milvusbackup.retention.PruneRequest;
import dev.milvusbackup.server.internal.http.MalformedBodyException;
import dev.milvusbackup.storage.ObjectLocks;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CreateMappingTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{} | []",
        "{'collection_names': []} | []",
        "{'collection_names': ['books', 'db.x']} | [default.books, db.x]",
        "{'db_collections': {'db': ['x'], 'all': []}} | [db.x, all.*]",
        "{'db_collections': '{\\'db\\': null}', 'collection_names': ['y']} | [db.*]",
        "{'db_collections': '', 'collection_names': ['y']} | [default.y]",
        "{'filter': {'db': {'colls': ['*']}}, 'db_collections': {'b': []}} | [db.*]",
        "{'COLLECTION_NAMES': ['books'], 'unknown': 1} | [default.books]",
      })
  void selects(String json, String selected) {
    assertThat(request(json.replaceFirst("}$", json.equals("{}") ? NAME : ", " + NAME)))
        .extracting(r -> r.collections().toString())
        .isEqualTo(selected);
  }

  private static final String NAME = "'backup_name': 'b'}";

  @ParameterizedTest
  @CsvSource({
    "'',FLUSH",
    "auto,FLUSH",
    "serial_flush,FLUSH",
    "bulk_flush,FLUSH",
    "skip_flush,SKIP_FLUSH",
    "meta_only,SCHEMA_ONLY"
  })
  void knowsTheStrategies(String strategy, BackupStrategy expected) {
    assertThat(request("{'strategy': '" + strategy + "', " + NAME).strategy()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"'',BINLOG", "auto,BINLOG", "binlog,BINLOG", "logical,LOGICAL"})
  void knowsTheFormats(String format, BackupMode expected) {
    assertThat(request("{'format': '" + format + "', " + NAME).mode()).isEqualTo(expected);
  }

  @Test
  void takesLabelsAndADescription() {
    BackupRequest request =
        request("{'labels': {'env': 'prod', 'x': null}, 'description': 'a line', " + NAME);

    assertThat(request.labels()).isEqualTo(Map.of("env", "prod", "x", ""));
    assertThat(request.description()).isEqualTo("a line");
  }

  @Test
  void takesARetentionAndAVerification() {
    BackupRequest request =
        request(
            "{'retention': {'prefix': 'b', 'keep_last': 7, 'KEEP_WITHIN': '2d', 'labels': {}}, 'verify': 'presence', "
                + NAME);

    assertThat(request.retention())
        .contains(
            PruneRequest.builder().prefix("b").keepLast(7).keepWithin(Duration.ofDays(2)).build());
    assertThat(request.verify()).contains(VerifyDepth.PRESENCE);
  }

  @Test
  void theConfigurationCountsUnlessTheBodySaysOtherwise() {
    CreateSettings defaults =
        ConfigLoader.create()
            .environment(Map.of())
            .overrides(
                List.of(
                    "backup.incremental=true",
                    "backup.verify=content",
                    "backup.lockFor=30d",
                    "backup.retention.prefix=b",
                    "backup.retention.keepLast=3"))
            .load()
            .config()
            .creates();

    BackupRequest request = CreateMapping.request(body("{" + NAME), "id", defaults);
    assertThat(request.incremental()).isTrue();
    assertThat(request.verify()).contains(VerifyDepth.CONTENT);
    assertThat(request.lockFor()).contains(Duration.ofDays(30));
    assertThat(request.lockMode()).isEqualTo(ObjectLocks.Mode.GOVERNANCE);
    assertThat(request.retention())
        .contains(PruneRequest.builder().prefix("b").keepLast(3).build());
    BackupRequest other =
        CreateMapping.request(
            body(
                "{'backup_name': 'other', 'incremental': false, 'verify': 'none', 'lock_for': 'none'}"),
            "id",
            defaults);
    assertThat(other.incremental()).isFalse();
    assertThat(other.verify()).isEmpty();
    assertThat(other.lockFor()).isEmpty();
    assertThat(other.retention()).isEmpty();
    BackupRequest logical =
        CreateMapping.request(
            body("{'format': 'logical', 'backup_root_path': 'x', " + NAME), "id", defaults);
    assertThat(logical.incremental()).isFalse();
    assertThat(logical.retention()).isEmpty();
  }

  @Test
  void locksWhatTheBodyAsksFor() {
    BackupRequest locked = request("{'lock_for': '8w', 'lock_mode': 'compliance', " + NAME);

    assertThat(locked.lockFor()).contains(Duration.ofDays(56));
    assertThat(locked.lockMode()).isEqualTo(ObjectLocks.Mode.COMPLIANCE);
    assertThatThrownBy(() -> request("{'lock_for': '8w', 'lock_mode': 'strong', " + NAME))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessage("Cannot lock a backup: unknown mode of locks. Known: governance, compliance.");
    assertThatThrownBy(() -> request("{'lock_for': 'PT0S', " + NAME))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessage(
            "Cannot lock a backup for PT0S: a lock lasts from a second to 100 years. Set another duration.");
  }

  @Test
  void takesTheFormerNamesOfStrategies() {
    assertThat(request("{'force': true, " + NAME).strategy()).isEqualTo(BackupStrategy.SKIP_FLUSH);
    assertThat(request("{'meta_only': true, " + NAME).strategy())
        .isEqualTo(BackupStrategy.SCHEMA_ONLY);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{} | backup name is required",
        "{'backup_name': 'a b'} | should not contain whitespace",
        "{'backup_name': '../x'} | should start with an underscore or letter",
        "{'backup_name': 'bad-name'} | should only contain numbers, letters and underscores",
        "{'backup_name': 'b', 'format': 'snapshot'} | 'format'",
        "{'backup_name': 'b', 'strategy': 'nope'} | unknown strategy",
        "{'backup_name': 'b', 'filter': {}} | it is empty",
        "{'backup_name': 'b', 'filter': {'db': {}}} | database 'db'",
        "{'backup_name': 'b', 'collection_names': [null]} | null",
        "{'backup_name': 'b', 'db_collections': [1]} | db_collections",
        "{'backup_name': 'b', 'db_collections': 'no json'} | db_collections",
      })
  void refuses(String json, String why) {
    assertThatThrownBy(() -> request(json))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining(why);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{'backup_name': | not JSON",
        "{'backup_name': 5} | 'backup_name' has the wrong type",
        "{'async': 'true'} | 'async' has the wrong type",
        "{'gc_pause_seconds': 1.5} | 'gc_pause_seconds' has the wrong type at line 1, column 22",
        "{'gc_pause_seconds': 99999999999} | 'gc_pause_seconds' has the wrong type",
        "{'collection_names': 'books'} | 'collection_names' has the wrong type",
        "{'filter': {'db': 'x'}} | 'filter.db' has the wrong type at line 1, column 19",
        "[] | not a JSON object",
        "null | null",
        "{} x | not JSON",
      })
  void saysWhereABodyIsMalformed(String json, String why) {
    assertThatThrownBy(() -> body(json))
        .isInstanceOf(MalformedBodyException.class)
        .hasMessageContaining(why);
  }

  private static BackupRequest request(String json) {
    return CreateMapping.request(body(json), "id", CreateSettings.NONE);
  }

  private static CreateBody body(String json) {
    return CreateBody.read(
        json.replace("\\'", "\\\"").replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }
}
