package dev.milvusbackup.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.milvusbackup.BackupClient;
import dev.milvusbackup.Job;
import dev.milvusbackup.Phase;
import dev.milvusbackup.VerifyDepth;
import dev.milvusbackup.VerifyReport;
import dev.milvusbackup.VerifyReport.FindingKind;
import dev.milvusbackup.storage.FileSystemObjectStore;
import dev.milvusbackup.storage.InMemoryObjectStore;
import dev.milvusbackup.storage.ObjectBody;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.PutMode;
import dev.milvusbackup.testkit.Damage;
import io.milvus.v2.common.DataType;
import io.milvus.v2.common.IndexParam;
import java.io.IOException;
import java.io.InputStream;
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

  /** Where there is no digest a bit inside the values passes all other depths. */
  @Test
  void findsValuesThatMilvusCannotRead() throws IOException {
    copyGoBackup();
    ObjectKey vectors = vectors();
    for (int i = 1; i < 9; i++) {
      Damage.flipBit(store, vectors, 8L * 5000 * i);
    }
    try (MilvusUnderTest milvus = MilvusUnderTest.onLocalStorage();
        BackupClient backups = milvus.backupClient().backupStorage(store).build()) {
      assertThat(backups.verify(v -> v.backup(GO_BACKUP)).join().findings()).isEmpty();

      VerifyReport report =
          backups.verify(v -> v.backup(GO_BACKUP).depth(VerifyDepth.RESTORE)).join();

      assertThat(report.findings())
          .singleElement()
          .satisfies(
              finding -> {
                assertThat(finding.kind()).isEqualTo(FindingKind.RESTORE);
                assertThat(vectors.isBelow(finding.key())).isTrue();
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

  private ObjectKey vectors() {
    try (var objects = store.list(ObjectKey.of(GO_BACKUP + "/binlogs"))) {
      return objects
          .map(o -> o.key())
          .filter(key -> key.path().contains("/103/"))
          .findFirst()
          .orElseThrow();
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
