package dev.milvusbackup.server.internal.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.milvusbackup.Job;
import dev.milvusbackup.Phase;
import dev.milvusbackup.Progress;
import dev.milvusbackup.error.BackupException;
import dev.milvusbackup.error.InvalidRequestException;
import dev.milvusbackup.storage.ObjectBody;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.PutMode;
import dev.milvusbackup.storage.memory.InMemoryObjectStore;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class JobBookTest {

  private static final Duration MONTH = Duration.ofDays(30);
  private static final ObjectKey KEY = ObjectKey.of(".jobs/a.json");

  private final ObjectStore store = InMemoryObjectStore.create();
  private final PrometheusMeterRegistry metrics =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JobBook jobs = book(MONTH);

  @Test
  void answersAfterARestart() {
    start("a", new ManualJob()).complete(success());

    JobRecord after = book(MONTH).find("a").orElseThrow().record();

    assertThat(after.state()).isEqualTo(JobState.SUCCESS);
    assertThat(after.bytes()).isEqualTo(7);
    assertThat(metrics.scrape()).contains("milvus_backup_last_success_timestamp_seconds");
  }

  @Test
  void marksWhatRanWhenTheServerDied() {
    ManualJob unused = start("a", new ManualJob());

    JobRecord after = book(MONTH).find("a").orElseThrow().record();

    assertThat(after.state()).isEqualTo(JobState.FAIL);
    assertThat(after.reason()).isEqualTo("interrupted");
    assertThat(after.error()).contains("interrupted").contains("'books'");
    assertThat(new JobJournal(store).read("a")).contains(after);
  }

  /** One flat object; later versions may add fields to it. */
  @Test
  void theFormOfTheJournalIsStable() {
    String written =
        """
        {"id":"a","kind":"RESTORE","backup":"books","root":"other","state":"FAIL",\
        "startMillis":1764500000000,"endMillis":1764500001000,"error":"No.","reason":"findings",\
        "bytes":7,"rows":1,"targets":[{"database":"default","collection":"books_r","state":"FAIL",\
        "error":"No."}],"verify":{"depth":"CONTENT","sound":false,"objects":3,"bytes":7,\
        "finding_count":1,\
        "findings":[{"kind":"MISSING","key":"books/x","message":"It is missing."}]}}""";
    store.put(KEY, ObjectBody.of(written.getBytes(UTF_8)), PutMode.REPLACE);

    JobRecord job = new JobJournal(store).read("a").orElseThrow();
    new JobJournal(store).write(job);

    assertThat(job.kind()).isEqualTo(JobKind.RESTORE);
    assertThat(job.root()).isEqualTo("other");
    assertThat(job.targets())
        .containsExactly(new TargetRecord("default", "books_r", JobState.FAIL, "No."));
    assertThat(job.verify()).extracting(VerifyRecord::findingCount).isEqualTo(1L);
    assertThat(store.open(KEY, 0, Long.MAX_VALUE)).hasContent(written);
  }

  @Test
  void readsWhatAnEarlierVersionHasWritten() {
    String earlier =
        """
        {"id":"a","kind":"CREATE","backup":"books","root":"","state":"SUCCESS",\
        "startMillis":1,"endMillis":2,"error":"","reason":"","bytes":7,"rows":1,"former":{"x":[1]}}""";
    store.put(KEY, ObjectBody.of(earlier.getBytes(UTF_8)), PutMode.REPLACE);

    JobRecord job = new JobJournal(store).read("a").orElseThrow();

    assertThat(job.state()).isEqualTo(JobState.SUCCESS);
    assertThat(job.bytes()).isEqualTo(7);
    assertThat(job.targets()).isEmpty();
    assertThat(job.verify()).isNull();
  }

  @Test
  void forgetsWhatIsTooOld() {
    start("a", new ManualJob()).complete(success());

    assertThat(book(Duration.ofDays(-1)).find("a")).isEmpty();
    assertThat(store.list(ObjectKey.of(".jobs"))).isEmpty();
  }

  @Test
  void ignoresWhatIsNoRecord() {
    store.put(ObjectKey.of(".jobs/x.json"), ObjectBody.of(new byte[] {1}), PutMode.CREATE_NEW);

    assertThat(book(MONTH).list()).isEmpty();
  }

  @Test
  void refusesAnIdThatRuns() {
    ManualJob running = start("a", new ManualJob());

    assertThatThrownBy(() -> start("a", new ManualJob()))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("'a'");
    running.complete(success());
    start("a", new ManualJob()).complete(success());
    assertThat(jobs.list()).hasSize(1);
  }

  @Test
  void tellsTheMessagesOfTheLibraryOnly() {
    start("a", new ManualJob()).completeExceptionally(new IllegalStateException("password=x"));
    start("b", new ManualJob())
        .completeExceptionally(new InvalidRequestException("Cannot do it: because."));

    assertThat(record("a").error()).doesNotContain("password").contains("IllegalStateException");
    assertThat(record("b").error()).isEqualTo("Cannot do it: because.");
    assertThat(metrics.scrape()).contains("reason=\"InvalidRequestException\"");
  }

  @Test
  void remembersABoundedNumberInMemory() {
    for (int i = 0; i < 1100; i++) {
      start("job" + i, new ManualJob()).complete(success());
    }

    assertThat(jobs.list()).hasSize(1000);
    assertThat(jobs.find("job0")).isPresent();
  }

  @Test
  void cancelsWhatDoesNotEndInTimeAndRefusesMore() {
    ManualJob slow = start("a", new ManualJob());

    jobs.close();

    assertThat(slow).isCancelled();
    assertThat(record("a").error()).contains("cancelled");
    assertThatThrownBy(() -> start("b", new ManualJob()))
        .isInstanceOf(BackupException.class)
        .hasMessageContaining("stopping");
  }

  @Test
  void runsWhatComesAfterEvenIfNothingStarts() {
    CompletableFuture<Void> after = new CompletableFuture<>();

    assertThatThrownBy(
            () ->
                jobs.start(
                    record(JobKind.CREATE, "a"),
                    () -> {
                      throw new InvalidRequestException("no");
                    },
                    report -> success(),
                    () -> after.complete(null)))
        .hasMessage("no");

    assertThat(after).isCompleted();
    assertThat(record("a").state()).isEqualTo(JobState.FAIL);
  }

  private ManualJob start(String id, ManualJob job) {
    TrackedJob unused =
        jobs.start(record(JobKind.CREATE, id), () -> job, outcome -> outcome, () -> {});
    return job;
  }

  private JobRecord record(String id) {
    return jobs.find(id).orElseThrow().ended().join();
  }

  private static JobRecord record(JobKind kind, String id) {
    return JobRecord.starting(id, kind, "books", "", List.of());
  }

  private JobBook book(Duration retention) {
    return new JobBook(
        new JobJournal(store), new JobMetrics(metrics), retention, Duration.ofMillis(200));
  }

  private static JobOutcome success() {
    return JobOutcome.succeeded(
        new JobResult(JobResult.Failure.NONE, 7, 1, List.of(), null, List.of()));
  }

  /** A job whose end the test decides; its future is all that a job is. */
  private static final class ManualJob extends Job<JobOutcome> {

    @Override
    public String id() {
      return "x";
    }

    @Override
    public Progress progress() {
      return Progress.builder(Phase.COPYING).collections(1).bytes(1).rows(1).build();
    }

    @Override
    public CompletableFuture<Void> stopped() {
      return handle((report, failure) -> null);
    }
  }
}
