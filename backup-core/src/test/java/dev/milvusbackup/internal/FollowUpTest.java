package dev.milvusbackup.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.milvusbackup.BackupClient;
import dev.milvusbackup.BackupReport;
import dev.milvusbackup.BackupRequest;
import dev.milvusbackup.BackupSummary;
import dev.milvusbackup.DeleteReport;
import dev.milvusbackup.RestoreRequest;
import dev.milvusbackup.VerifyDepth;
import dev.milvusbackup.error.CorruptBackupException;
import dev.milvusbackup.error.InvalidRequestException;
import dev.milvusbackup.error.PruneRefusedException;
import dev.milvusbackup.internal.milvus.fake.InMemoryMilvus;
import dev.milvusbackup.retention.PruneFailedException;
import dev.milvusbackup.retention.PruneReport;
import dev.milvusbackup.storage.ObjectBody;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.PutMode;
import dev.milvusbackup.storage.StoreAccessDeniedException;
import dev.milvusbackup.testkit.FaultyObjectStore;
import dev.milvusbackup.testkit.StoreCall.Operation;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The verification and the prune that a create asks for. */
class FollowUpTest extends OnInMemoryMilvus {

  private final FaultyObjectStore faulty = FaultyObjectStore.over(backups);

  FollowUpTest() {
    super(InMemoryMilvus.V2_6_19);
  }

  @BeforeEach
  void fillCollection() {
    fill(BOOKS, 10);
  }

  @Test
  void theNewBackupCountsForTheRules() {
    create(client, "n-1", b -> b);
    create(client, "n-2", b -> b);

    BackupReport report = create(client, "n-3", b -> b.retention(p -> p.prefix("n-").keepLast(2)));

    assertThat(report.followUpFailure()).isEmpty();
    assertThat(report.retention().orElseThrow().deleted())
        .extracting(DeleteReport::name)
        .containsExactly("n-1");
    assertThat(names()).containsExactly("n-2", "n-3");
  }

  @Test
  void withoutARetentionNothingIsReported() {
    BackupReport report = create(client, "n-1", b -> b);

    assertThat(report.retention()).isEmpty();
    assertThat(report.verification()).isEmpty();
    assertThat(report.followUpFailure()).isEmpty();
  }

  @Test
  void afterACreateThatFailedNothingIsDeleted() {
    create(client, "n-1", b -> b);
    create(client, "n-2", b -> b);
    faulty.failWhen(
        call -> call.is(Operation.PUT) && call.toString().contains("n-3/meta/manifest.json"),
        () -> new StoreAccessDeniedException("Cannot write: a test says so."));
    try (BackupClient other = InMemoryClient.of(milvus, storage, faulty)) {
      assertThatThrownBy(
              () -> create(other, "n-3", b -> b.retention(p -> p.prefix("n-").keepLast(1))))
          .isInstanceOf(StoreAccessDeniedException.class);
    }

    assertThat(names()).containsExactly("n-1", "n-2");
  }

  @Test
  void afterAVerificationWithFindingsNothingIsDeleted() {
    create(client, "n-1", b -> b);
    faulty.cutReads(call -> call.toString().contains("n-2/binlogs/insert_log"), 9);
    try (BackupClient other = InMemoryClient.of(milvus, storage, faulty)) {
      BackupReport report =
          create(
              other,
              "n-2",
              b -> b.verify(VerifyDepth.CONTENT).retention(p -> p.prefix("n-").keepLast(1)));

      assertThat(report.verification().orElseThrow().isSound()).isFalse();
      assertThat(report.retention()).isEmpty();
      assertThat(report.followUpFailure())
          .get()
          .isInstanceOf(CorruptBackupException.class)
          .extracting(Throwable::getMessage)
          .asString()
          .startsWith("Cannot rely on backup 'n-2': its verification has ")
          .endsWith("Create it again under another name.");
    }
    assertThat(names()).containsExactly("n-1", "n-2");
  }

  @Test
  void aSoundBackupIsVerifiedBeforeOldOnesAreDeleted() {
    create(client, "n-1", b -> b);

    BackupReport report =
        create(
            client,
            "n-2",
            b -> b.verify(VerifyDepth.RESTORE).retention(p -> p.prefix("n-").keepLast(1)));

    assertThat(report.verification().orElseThrow().depth()).isEqualTo(VerifyDepth.RESTORE);
    assertThat(report.verification().orElseThrow().isSound()).isTrue();
    assertThat(names()).containsExactly("n-2");
  }

  @Test
  void aPruneThatIsRefusedIsAPartOfTheReport() {
    create(client, "n-1", b -> b);
    create(client, "n-2", b -> b);
    ObjectKey meta = ObjectKey.of("backup/n-2/meta/backup_meta.json");
    bucket.put(meta, ObjectBody.of(new byte[] {'{'}), PutMode.REPLACE);

    BackupReport report = create(client, "n-3", b -> b.retention(p -> p.prefix("n-").keepLast(1)));

    assertThat(report.retention()).isEmpty();
    assertThat(report.followUpFailure())
        .get()
        .isInstanceOf(PruneRefusedException.class)
        .extracting(Throwable::getMessage)
        .asString()
        .startsWith("Cannot prune: backup 'n-2' cannot be read");
    assertThat(client.get("n-3").rowCount()).isEqualTo(10);
  }

  @Test
  void aPruneThatDeletesAPartReportsIt() {
    create(client, "n-1", b -> b);
    create(client, "n-2", b -> b);
    faulty.failWhen(
        call -> call.is(Operation.DELETE) && call.toString().contains("n-1/"),
        () -> new StoreAccessDeniedException("Cannot delete: a test says so."));
    try (BackupClient other = InMemoryClient.of(milvus, storage, faulty)) {
      BackupReport report = create(other, "n-3", b -> b.retention(p -> p.prefix("n-").keepLast(1)));

      assertThat(report.followUpFailure()).get().isInstanceOf(PruneFailedException.class);
      PruneReport prune = report.retention().orElseThrow();
      assertThat(prune.failed()).extracting(PruneReport.Failed::name).containsExactly("n-1");
      assertThat(prune.deleted()).extracting(DeleteReport::name).containsExactly("n-2");
    }
  }

  @Test
  void aCreateThatFindsItsBackupCompletePrunesToo() {
    create(client, "n-1", b -> b);
    UnaryOperator<BackupRequest.Builder> last = b -> b.retention(p -> p.prefix("n-").keepLast(1));
    faulty.failWhen(
        call -> call.is(Operation.DELETE) && call.toString().contains("n-2/meta/lock"),
        () -> new StoreAccessDeniedException("Cannot delete: a test says so."));
    try (BackupClient other = InMemoryClient.of(milvus, storage, faulty)) {
      create(other, "n-2", b -> b);
    }

    BackupReport report = create(client, "n-2", last);

    assertThat(report.retention()).isPresent();
    assertThat(names()).containsExactly("n-2");
  }

  @Test
  void aBackupThatARestoreReadsIsLeftAlone() {
    create(client, "n-1", b -> b);
    create(client, "n-2", b -> b);
    PruneReport[] meanwhile = new PruneReport[1];
    RestoreRequest.Builder request = RestoreRequest.builder().backup("n-1").suffix("_copy");
    request.listener(
        progress -> {
          if (meanwhile[0] == null) {
            meanwhile[0] = client.prune(p -> p.prefix("n-").keepLast(1)).join();
          }
        });

    await(client.restore(request.build()));

    assertThat(meanwhile[0].skipped()).containsExactly("n-1");
    assertThat(meanwhile[0].deleted()).isEmpty();
    assertThat(await(client.prune(p -> p.prefix("n-").keepLast(1))).deleted()).hasSize(1);
  }

  @Test
  void aRetentionThatIsNotAboutTheBackupIsRefused() {
    assertThatThrownBy(
            () ->
                BackupRequest.builder()
                    .name("nigthly_1")
                    .retention(p -> p.prefix("nightly_").keepLast(1))
                    .build())
        .isInstanceOf(InvalidRequestException.class)
        .hasMessage(
            "Cannot create backup 'nigthly_1': its retention is about backups whose names start with 'nightly_', so not about this one. Correct one of the two.");
    assertThatThrownBy(
            () ->
                BackupRequest.builder()
                    .name("n")
                    .label("env", "test")
                    .retention(p -> p.allBackups().label("env", "prod").keepLast(1))
                    .build())
        .isInstanceOf(InvalidRequestException.class)
        .hasMessage(
            "Cannot create backup 'n': its retention is about backups with the labels {env=prod}, so not about this one ({env=test}). Correct one of the two.");
  }

  private List<String> names() {
    return client.list().backups().stream().map(BackupSummary::name).toList();
  }

  private static BackupReport create(
      BackupClient client, String name, UnaryOperator<BackupRequest.Builder> options) {
    return await(client.create(options.apply(BackupRequest.builder().name(name)).build()));
  }
}
