package dev.milvusbackup.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.milvusbackup.BackupClient;
import dev.milvusbackup.Job;
import dev.milvusbackup.Phase;
import dev.milvusbackup.VerifyDepth;
import dev.milvusbackup.VerifyReport;
import dev.milvusbackup.VerifyReport.FindingKind;
import dev.milvusbackup.storage.ObjectBody;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.PutMode;
import dev.milvusbackup.storage.filesystem.FileSystemObjectStore;
import dev.milvusbackup.storage.memory.InMemoryObjectStore;
import io.milvus.v2.common.DataType;
import io.milvus.v2.common.IndexParam;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

/** Verify at its deepest: Milvus itself imports, counts and reads, and nothing of it stays. */
class TrialRestoreIT {

  private static final Path RESOURCES = Path.of("src/test/resources");
  private static final String GO_BACKUP = "peer_bk1";

  private final ObjectStore store = InMemoryObjectStore.create();

  @Test
  void findsNothingInASoundBackupAndLeavesNothingBehind() {
    try (MilvusUnderTest milvus = MilvusUnderTest.onLocalStorage();
        BackupClient backups = milvus.backupClient().backupStorage(store).build()) {
      Sample.shape("trial").create(milvus.client()).insert(0, 500).flush().delete(0, 10);
      Sample.shape("trial_binary")
          .key(DataType.VarChar)
          .vector(
              DataType.BinaryVector, IndexParam.IndexType.BIN_FLAT, IndexParam.MetricType.HAMMING)
          .create(milvus.client())
          .insert(0, 5);
      Sample.shape("trial_empty").create(milvus.client());
      List<String> collections = List.of("trial", "trial_binary", "trial_empty");
      backups.create(b -> b.name("x").collections(collections)).join();

      VerifyReport report = backups.verify(v -> v.backup("x").depth(VerifyDepth.RESTORE)).join();

      assertThat(report.findings()).isEmpty();
      assertThat(trials(milvus)).isEmpty();
    }
  }

  /** It would be set on a trial collection, which is dropped, and point nowhere from then on. */
  @Test
  void leavesAliasesAlone() {
    try (MilvusUnderTest milvus = MilvusUnderTest.onLocalStorage();
        RawMilvus raw = new RawMilvus(milvus.uri());
        BackupClient backups = milvus.backupClient().backupStorage(store).build()) {
      Sample.shape("trial_named").create(milvus.client()).insert(0, 10);
      raw.alias("trial_alias", "trial_named");
      backups.create(b -> b.name("named").collections("trial_named")).join();
      raw.clear("trial_named");

      backups.verify(v -> v.backup("named").depth(VerifyDepth.RESTORE)).join();

      Sample.shape("trial_named").create(milvus.client());
      raw.alias("trial_alias", "trial_named"); // refused if there is one
      assertThat(raw.aliases("trial_named")).containsExactly("trial_alias");
      raw.clear("trial_named");
    }
  }

  /** Metadata that agrees with itself, on files that hold another type. */
  @Test
  void findsWhatMilvusCannotImport() throws IOException {
    copyGoBackup();
    for (String file : List.of("full_meta.json", "collection_meta.json")) {
      replace(file, "\"data_type\":11", "\"data_type\":5");
    }
    try (MilvusUnderTest milvus = MilvusUnderTest.onLocalStorage();
        BackupClient backups = milvus.backupClient().backupStorage(store).build()) {
      assertThat(backups.verify(v -> v.backup(GO_BACKUP)).join().findings()).isEmpty();

      VerifyReport report =
          backups.verify(v -> v.backup(GO_BACKUP).depth(VerifyDepth.RESTORE)).join();

      assertThat(report.findings()).hasSize(3);
      assertThat(report.findings())
          .allSatisfy(
              finding -> {
                assertThat(finding.kind()).isEqualTo(FindingKind.RESTORE);
                assertThat(finding.key().path()).startsWith("peer_bk1/binlogs/insert_log/");
              });
      assertThat(trials(milvus)).isEmpty();
    }
  }

  @Test
  void dropsWhatItMadeWhenItIsCancelled() throws IOException {
    copyGoBackup();
    try (MilvusUnderTest milvus = MilvusUnderTest.onLocalStorage();
        BackupClient backups = milvus.backupClient().backupStorage(store).build()) {
      Job<?>[] job = new Job<?>[1];
      job[0] =
          backups.verify(
              v ->
                  v.backup(GO_BACKUP)
                      .depth(VerifyDepth.RESTORE)
                      .listener(
                          progress -> {
                            if (progress.phase() == Phase.IMPORTING && job[0] != null) {
                              job[0].cancel();
                            }
                          }));

      assertThatThrownBy(job[0]::join).isInstanceOf(CancellationException.class);
      job[0].stopped().join();
      assertThat(trials(milvus)).isEmpty();
    }
  }

  private static List<String> trials(MilvusUnderTest milvus) {
    return milvus.collections().stream().filter(n -> n.startsWith("verify_trial_")).toList();
  }

  private void replace(String file, String text, String by) throws IOException {
    ObjectKey key = ObjectKey.of(GO_BACKUP + "/meta/" + file);
    try (InputStream in = store.open(key, 0, Long.MAX_VALUE)) {
      String json = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(json).contains(text);
      byte[] changed = json.replace(text, by).getBytes(StandardCharsets.UTF_8);
      store.put(key, ObjectBody.of(changed), PutMode.REPLACE);
    }
  }

  private void copyGoBackup() throws IOException {
    try (ObjectStore folder = FileSystemObjectStore.at(RESOURCES);
        var objects = folder.list(ObjectKey.of(GO_BACKUP))) {
      for (ObjectKey key : objects.map(o -> o.key()).toList()) {
        try (InputStream in = folder.open(key, 0, Long.MAX_VALUE)) {
          store.put(key, ObjectBody.of(in.readAllBytes()), PutMode.REPLACE);
        }
      }
    }
  }
}
