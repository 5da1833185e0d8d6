package dev.milvusbackup.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.milvusbackup.BackupReport;
import dev.milvusbackup.BackupRequest;
import dev.milvusbackup.BackupSummary;
import dev.milvusbackup.Job;
import dev.milvusbackup.Phase;
import dev.milvusbackup.Progress;
import dev.milvusbackup.RestoreReport.Restored;
import dev.milvusbackup.error.BackupExistsException;
import dev.milvusbackup.error.BackupNotFoundException;
import dev.milvusbackup.error.MilvusUnavailableException;
import dev.milvusbackup.error.TimedOutException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class FakeBackupClientTest {

  private final FakeBackupClient client = new FakeBackupClient();

  @Test
  void aCreatedBackupCanBeListedReadVerifiedAndDeleted() {
    BackupReport report =
        client.create(b -> b.name("nightly").collections("books", "db.films")).await();

    assertThat(client.list().backups()).extracting(BackupSummary::name).containsExactly("nightly");
    assertThat(client.get("nightly")).isEqualTo(report.manifest());
    assertThat(report.manifest().collection("books")).isPresent();
    assertThat(client.verify(v -> v.backup("nightly")).await().isSound()).isTrue();
    assertThat(client.delete("nightly").await().name()).isEqualTo("nightly");
    assertThat(client.find("nightly")).isEmpty();
  }

  @Test
  void aSecondBackupOfTheSameNameIsRefused() {
    client.add("nightly");

    assertThatThrownBy(() -> client.create(b -> b.name("nightly")).await())
        .isInstanceOf(BackupExistsException.class)
        .hasMessageStartingWith("Cannot create backup 'nightly': a backup of that name exists.");
  }

  @Test
  void aRestoreReportsTheSelectedCollectionsUnderTheirNewNames() {
    client.add("nightly", "books", "films");

    assertThat(
            client
                .restore(r -> r.backup("nightly").suffix("_2").targets("films_2"))
                .await()
                .restored())
        .extracting(Restored::target)
        .hasToString("[default.films_2]");
    assertThatThrownBy(() -> client.restore(r -> r.backup("other")).await())
        .isInstanceOf(BackupNotFoundException.class);
  }

  @Test
  void theClientRecordsRequests() {
    Job<BackupReport> unused = client.create(b -> b.name("a").collections("books"));

    assertThat(client.createRequests())
        .containsExactly(BackupRequest.builder().name("a").collections("books").build());
  }

  @Test
  void aTestDecidesHowAJobFails() {
    client.onCreate(request -> Job.failed(new MilvusUnavailableException("Cannot reach Milvus")));

    assertThatThrownBy(() -> client.create(b -> b.name("a")).await())
        .isInstanceOf(MilvusUnavailableException.class)
        .hasMessage("Cannot reach Milvus");
  }

  @Test
  void aTestDecidesWhenAJobEnds() {
    FakeJob<BackupReport> job = new FakeJob<>("id-1");
    job.progress(Progress.builder(Phase.COPYING).bytes(2).bytesDone(1).build());
    client.onCreate(request -> job);

    Job<BackupReport> started = client.create(b -> b.name("a"));

    assertThat(started.progress().ratio()).hasValue(0.5);
    assertThatThrownBy(() -> started.await(Duration.ofMillis(1)))
        .isInstanceOf(TimedOutException.class)
        .hasMessage(
            "Cannot wait any longer for job id-1: it is still running after PT0.001S (COPYING). Wait again, or cancel it.");
    assertThat(started.cancel()).isTrue();
    assertThat(started.stopped()).isCompleted();
    assertThat(started.progress().phase()).isEqualTo(Phase.DONE);
    assertThatThrownBy(started::await).isInstanceOf(CancellationException.class);
  }

  @Test
  void aClosedClientRefusesCalls() {
    client.close();

    assertThat(client.isClosed()).isTrue();
    assertThatThrownBy(client::list)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("The BackupClient is closed");
  }
}
