package dev.milvusbackup.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milvusbackup.BackupClient;
import dev.milvusbackup.VerifyDepth;
import dev.milvusbackup.VerifyReport;
import dev.milvusbackup.VerifyReport.Finding;
import dev.milvusbackup.VerifyReport.FindingKind;
import dev.milvusbackup.storage.ObjectBody;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.PutMode;
import dev.milvusbackup.storage.filesystem.FileSystemObjectStore;
import dev.milvusbackup.storage.memory.InMemoryObjectStore;
import dev.milvusbackup.testkit.Damage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A backup of the Go tool, damaged: without digests, structure has to tell. Needs no servers. */
class GoBackupDamageTest {

  private static final String NAME = "peer_bk1";
  private static final String SEGMENT = "470674077551041254/470674077551041255/470674077551041262";
  private static final String SAME_COLLECTION =
      "470674077551041254/470674077551041255/470674077551041277";

  private final ObjectStore store = InMemoryObjectStore.create();
  private final BackupClient backups =
      BackupClient.builder()
          .milvus("http://127.0.0.1:1")
          .milvusStorage(InMemoryObjectStore.create())
          .backupStorage(store)
          .build();

  @BeforeEach
  void copyTheBackup() throws IOException {
    try (ObjectStore folder = FileSystemObjectStore.at(Path.of("src/test/resources"));
        var objects = folder.list(ObjectKey.of(NAME))) {
      for (ObjectKey key : objects.map(o -> o.key()).toList()) {
        try (InputStream in = folder.open(key, 0, Long.MAX_VALUE)) {
          store.put(key, ObjectBody.of(in.readAllBytes()), PutMode.REPLACE);
        }
      }
    }
  }

  @AfterEach
  void close() {
    backups.close();
    store.close();
  }

  @Test
  void isSound() {
    VerifyReport report = verify(VerifyDepth.CONTENT);

    assertThat(report.findings()).isEmpty();
    assertThat(report.objects()).isEqualTo(5 + 25);
  }

  @ParameterizedTest
  @EnumSource(
      value = Damage.class,
      names = {"DELETED", "TRUNCATED", "EMPTIED", "STRAY"})
  void damageOfABinlogIsFoundByTheListing(Damage damage) {
    List<ObjectKey> damaged = damage.inflict(store, binlog(SEGMENT, 101), binlog(SEGMENT, 102));

    assertThat(keys(VerifyDepth.PRESENCE)).containsExactlyElementsOf(damaged);
    assertThat(keys(VerifyDepth.METADATA)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"0, 100, 0", "0, 1, 100", "1, 1, 1", "1, 100, 100"})
  void binlogsThatAreSwappedAreFoundByWhatTheySayOfThemselves(int other, int field, int with) {
    ObjectKey victim = binlog(SEGMENT, field);
    ObjectKey swapped = binlog(other == 0 ? SEGMENT : SAME_COLLECTION, with);

    List<ObjectKey> damaged = Damage.SWAPPED.inflict(store, victim, swapped);

    assertThat(keys(VerifyDepth.CONTENT)).containsExactlyInAnyOrderElementsOf(damaged);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 12, 13, 17, 37, 45, 81, 118, 119, 123, 143})
  void aBitThatHasChangedInTheStructureIsFound(int at) {
    ObjectKey victim = binlog(SEGMENT, 100);
    Damage.flipBit(store, victim, at * 8L + 3);

    assertThat(verify(VerifyDepth.CONTENT).findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.kind()).isEqualTo(FindingKind.STRUCTURE);
              assertThat(finding.key()).isEqualTo(victim);
            });
    assertThat(keys(VerifyDepth.PRESENCE)).isEmpty();
  }

  @Test
  void rowsThatDoNotAgreeWithTheOtherFieldsAreFound() {
    ObjectKey victim = binlog(SEGMENT, 1);
    Damage.flipBit(store, victim, 0x12cL * 8 + 4); // in the number of rows of the Parquet footer

    assertThat(verify(VerifyDepth.CONTENT).findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.kind()).isEqualTo(FindingKind.ROWS);
              assertThat(finding.key()).isEqualTo(victim);
              assertThat(finding.message())
                  .startsWith("field 1 of segment 470674077551041262 has ")
                  .endsWith(" rows, but 3000 according to the metadata");
            });
  }

  @Test
  void rowsThatTheMetadataHasWrongAreFound() throws IOException {
    for (String file : List.of("full_meta.json", "segment_meta.json")) {
      replace(file, "\"num_of_rows\":3000", "\"num_of_rows\":3001");
    }

    assertThat(verify(VerifyDepth.CONTENT).findings())
        .hasSize(4)
        .allSatisfy(
            finding -> {
              assertThat(finding.kind()).isEqualTo(FindingKind.ROWS);
              assertThat(finding.key()).isEqualTo(meta("full_meta.json"));
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "backup_meta.json",
        "collection_meta.json",
        "partition_meta.json",
        "segment_meta.json",
        "full_meta.json"
      })
  void damageOfAMetaIsFoundByReadingAll(String file) throws IOException {
    for (Damage damage : List.of(Damage.DELETED, Damage.TRUNCATED, Damage.EMPTIED)) {
      damage.inflict(store, meta(file), meta(file));
      assertThat(keys(VerifyDepth.METADATA)).as("%s", damage).contains(meta(file));
      copyTheBackup();
    }
    String other =
        file.equals("collection_meta.json") ? "partition_meta.json" : "collection_meta.json";
    Damage.SWAPPED.inflict(store, meta(file), meta(other));
    assertThat(keys(VerifyDepth.METADATA)).isNotEmpty();
    if (!file.equals("full_meta.json")) { // with which all others are compared
      assertThat(keys(VerifyDepth.METADATA)).contains(meta(file), meta(other));
    }
    copyTheBackup();

    replace(file, "3", "7");
    assertThat(keys(VerifyDepth.METADATA)).isNotEmpty();
  }

  private void replace(String file, String text, String by) throws IOException {
    try (InputStream in = store.open(meta(file), 0, Long.MAX_VALUE)) {
      String json = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(json).contains(text);
      byte[] changed = json.replace(text, by).getBytes(StandardCharsets.UTF_8);
      store.put(meta(file), ObjectBody.of(changed), PutMode.REPLACE);
    }
  }

  private ObjectKey binlog(String segment, int field) {
    String id = segment.substring(segment.lastIndexOf('/') + 1);
    ObjectKey directory =
        ObjectKey.of("%s/binlogs/insert_log/%s/%s/%d".formatted(NAME, segment, id, field));
    try (var objects = store.list(directory)) {
      return objects.findFirst().orElseThrow().key();
    }
  }

  private static ObjectKey meta(String file) {
    return ObjectKey.of(NAME + "/meta/" + file);
  }

  private List<ObjectKey> keys(VerifyDepth depth) {
    return verify(depth).findings().stream().map(Finding::key).toList();
  }

  private VerifyReport verify(VerifyDepth depth) {
    return backups.verify(v -> v.backup(NAME).depth(depth)).join();
  }
}
