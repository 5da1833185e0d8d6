package dev.milvusbackup.internal.milvus.http;

import static dev.milvusbackup.internal.milvus.ReplayedMilvus.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milvusbackup.CollectionName;
import dev.milvusbackup.error.BackupException;
import dev.milvusbackup.error.CollectionNotFoundException;
import dev.milvusbackup.error.DatabaseNotFoundException;
import dev.milvusbackup.error.MilvusAuthenticationException;
import dev.milvusbackup.error.MilvusException;
import dev.milvusbackup.error.MilvusStorageMismatchException;
import dev.milvusbackup.internal.milvus.RecordedExchange;
import dev.milvusbackup.internal.milvus.ReplayedMilvus;
import dev.milvusbackup.internal.milvus.imports.BinlogDirectory;
import dev.milvusbackup.internal.milvus.imports.BinlogDirectory.Deletes;
import dev.milvusbackup.internal.milvus.imports.ImportJob;
import dev.milvusbackup.internal.milvus.imports.ImportJob.DeleteDirectory;
import dev.milvusbackup.internal.milvus.imports.ImportJob.SegmentFormat;
import dev.milvusbackup.internal.milvus.imports.ImportProgress;
import dev.milvusbackup.internal.milvus.imports.ImportProgress.State;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Against every import exchange that was recorded from a real Milvus 2.5.27. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RestImportsTest {

  private static final CollectionName TARGET = new CollectionName("default", "books");
  private static final ImportJob ANY_JOB =
      new ImportJob.OfRows(
          TARGET,
          "_default",
          List.of(new BinlogDirectory("backup/b/binlogs/", "1/2", Deletes.PRESENT)),
          SegmentFormat.PLAIN);
  private static final Pattern PATH = Pattern.compile("(.*binlogs/)(insert|delta)_log/(.+?)/?");

  private ReplayedMilvus milvus;

  @BeforeAll
  void start() {
    milvus = new ReplayedMilvus();
  }

  @AfterAll
  void stop() {
    milvus.close();
  }

  private static Stream<RecordedExchange> to(String call) {
    return RecordedExchange.all().stream().filter(exchange -> exchange.isTo(call));
  }

  static Stream<RecordedExchange> jobsThatCanBeSaid() {
    return to("import/create")
        .filter(exchange -> !exchange.answer().contains("unexpected EOF")) // JSON cut on purpose
        .filter(exchange -> job(json(exchange.request())).isPresent());
  }

  static Stream<RecordedExchange> created() {
    return to("import/create");
  }

  static Stream<List<RecordedExchange>> describedJobs() {
    return to("import/describe")
        .filter(exchange -> !exchange.isRefusal())
        .collect(Collectors.groupingBy(e -> json(e.request()).path("jobId").asText()))
        .values()
        .stream();
  }

  static Stream<RecordedExchange> refusals() {
    return Stream.concat(to("import/create"), to("import/describe"))
        .filter(RecordedExchange::isRefusal);
  }

  @ParameterizedTest
  @MethodSource("jobsThatCanBeSaid")
  void asksAsTheRecordedRequests(RecordedExchange exchange) {
    JsonNode recorded = json(exchange.request());
    milvus.answering(exchange);

    Throwable thrown = catchThrowable(() -> milvus.imports().start(job(recorded).orElseThrow()));

    assertThat(thrown != null).isEqualTo(exchange.isRefusal());
    assertThat(milvus.onlyRequest().getUrl()).isEqualTo(exchange.path());
    assertThat(json(milvus.onlyRequest().getBodyAsString())).isEqualTo(recorded);
  }

  @Test
  void mostOfTheRecordedRequestsCanBeSaid() {
    assertThat(jobsThatCanBeSaid()).hasSizeGreaterThan(20);
    assertThat(refusals()).hasSizeGreaterThan(25);
  }

  @ParameterizedTest
  @MethodSource("created")
  void takesTheJobsIdOrTellsWhyThereIsNone(RecordedExchange exchange) {
    milvus.answering(exchange);
    if (exchange.isRefusal()) {
      assertThatThrownBy(() -> milvus.imports().start(ANY_JOB))
          .isInstanceOf(BackupException.class)
          .hasMessageStartingWith("Cannot import into default.books: ");
    } else {
      assertThat(milvus.imports().start(ANY_JOB))
          .isEqualTo(json(exchange.answer()).at("/data/jobId").textValue());
    }
    assertThat(milvus.requests()).hasSize(1); // twice would be twice the rows
  }

  @ParameterizedTest
  @MethodSource("describedJobs")
  void followsAJobThroughAllItsStates(List<RecordedExchange> states) {
    milvus.answering(states.toArray(RecordedExchange[]::new));
    List<ImportProgress> seen = new ArrayList<>();
    for (RecordedExchange exchange : states) {
      ImportProgress progress = milvus.imports().progress(TARGET, "1");
      JsonNode data = json(exchange.answer()).path("data");
      assertThat(progress.percent()).isEqualTo(data.path("progress").intValue());
      assertThat(progress.rows()).isEqualTo(data.path("totalRows").longValue());
      assertThat(progress.reason()).isEqualTo(data.path("reason").asText());
      assertThat(progress.state())
          .isEqualTo(
              switch (data.path("state").textValue()) {
                case "Pending" -> State.PENDING;
                case "Importing" -> State.RUNNING;
                case "Completed" -> State.COMPLETED;
                case "Failed" -> State.FAILED;
                default -> throw new AssertionError(data);
              });
      seen.add(progress);
    }
    ImportProgress last = seen.get(seen.size() - 1);
    assertThat(last.reason().isEmpty()).isEqualTo(last.state() != State.FAILED);
  }

  @Test
  void theRecordingsHoldEveryState() {
    Set<State> states = EnumSet.noneOf(State.class);
    to("import/describe")
        .filter(exchange -> !exchange.isRefusal())
        .forEach(
            exchange -> {
              milvus.answering(exchange);
              states.add(milvus.imports().progress(TARGET, "1").state());
            });
    assertThat(states).containsExactlyInAnyOrder(State.values());
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void everyRefusalHasItsException(RecordedExchange exchange) {
    milvus.answering(exchange);

    Throwable thrown = catchThrowable(() -> milvus.imports().progress(TARGET, "1"));

    int code = json(exchange.answer()).path("code").intValue();
    assertThat(thrown)
        .isExactlyInstanceOf(
            switch (code) {
              case 100 -> CollectionNotFoundException.class;
              case 800 -> DatabaseNotFoundException.class;
              case 1800 -> MilvusAuthenticationException.class;
              case 2100 ->
                  exchange.answer().contains("no binlog to import")
                      ? MilvusStorageMismatchException.class
                      : MilvusException.class;
              default -> MilvusException.class;
            })
        .hasMessageStartingWith("Cannot ask for the state of import job 1: ")
        .hasMessageContaining(exchange.status() == 200 ? "code " + code : "HTTP status 401")
        .hasMessageContaining(milvus.uri());
    assertThat(thrown.getMessage()).hasSizeLessThan(700);
    assertThat(milvus.requests()).hasSize(1); // none of them passes by itself
  }

  @Test
  void anImportOfFilesThatMilvusDoesNotSeeNamesTheSettings() {
    RecordedExchange unseen =
        created().filter(e -> e.answer().contains("no binlog to import")).findFirst().orElseThrow();
    milvus.answering(unseen);

    assertThatThrownBy(() -> milvus.imports().start(ANY_JOB))
        .isInstanceOf(MilvusStorageMismatchException.class)
        .hasMessageStartingWith("Cannot import into default.books: Milvus sees no files")
        .hasMessageContaining("rootSeenByMilvus")
        .hasMessageContaining("milvus.storage.localPath");
  }

  @Test
  void anUnknownStateIsUnderWay() {
    milvus.answering(answer("{\"code\":0,\"data\":{\"state\":\"Uncommitted\",\"progress\":90}}"));

    assertThat(milvus.imports().progress(TARGET, "1").state()).isEqualTo(State.RUNNING);
  }

  @Test
  void anAnswerWithoutAJobIsNoJob() {
    milvus.answering(answer("{\"code\":0,\"data\":{}}"));

    assertThatThrownBy(() -> milvus.imports().start(ANY_JOB))
        .isInstanceOf(MilvusException.class)
        .hasMessageContaining("it names no job");
    assertThatThrownBy(() -> milvus.imports().progress(TARGET, "1"))
        .isInstanceOf(MilvusException.class)
        .hasMessageContaining("it names no state");
  }

  @Test
  void storageVersionAndCutAreOptionsOfRowsOnly() {
    milvus.answering(answer("{\"code\":0,\"data\":{\"jobId\":\"7\"}}"));
    BinlogDirectory directory = new BinlogDirectory("b/", "1/2", Deletes.ABSENT);
    SegmentFormat format = new SegmentFormat(2, Optional.of(1234L));

    milvus.imports().start(new ImportJob.OfRows(TARGET, "p", List.of(directory), format));

    assertThat(json(milvus.onlyRequest().getBodyAsString()).path("options"))
        .isEqualTo(
            json(
                "{\"backup\":\"true\",\"storage_version\":\"2\",\"end_ts\":\"1234\",\"skip_disk_quota_check\":\"true\"}"));
  }

  private static RecordedExchange answer(String body) {
    return new RecordedExchange("", "", "POST", "/", java.util.Map.of(), "", 200, body);
  }

  /** The job of a recorded request, if the types allow it to be said at all. */
  private static Optional<ImportJob> job(JsonNode request) {
    if (request.path("collectionName").asText().isEmpty()) {
      return Optional.empty();
    }
    JsonNode options = request.path("options");
    CollectionName target =
        new CollectionName(
            request.path("dbName").asText(), request.path("collectionName").asText());
    List<List<Matcher>> paths = paths(request.path("files"));
    boolean plain =
        request.path("partitionName").isTextual()
            && options.equals(json("{\"backup\":\"true\",\"skip_disk_quota_check\":\"true\"}"));
    boolean deletes =
        options.equals(json("{\"l0_import\":\"true\",\"skip_disk_quota_check\":\"true\"}"));
    if (paths.isEmpty() || paths.stream().flatMap(List::stream).anyMatch(m -> !m.matches())) {
      return Optional.empty();
    }
    if (plain && paths.stream().allMatch(RestImportsTest::isPair)) {
      return Optional.of(
          new ImportJob.OfRows(
              target,
              request.path("partitionName").asText(),
              paths.stream().map(RestImportsTest::directory).toList(),
              SegmentFormat.PLAIN));
    }
    if (deletes
        && paths.stream().allMatch(p -> p.size() == 1 && p.get(0).group(2).equals("delta"))) {
      return Optional.of(
          new ImportJob.OfDeletes(
              target,
              Optional.ofNullable(request.path("partitionName").textValue()),
              paths.stream()
                  .map(p -> new DeleteDirectory(p.get(0).group(1), p.get(0).group(3)))
                  .toList()));
    }
    return Optional.empty();
  }

  private static List<List<Matcher>> paths(JsonNode files) {
    return StreamSupport.stream(files.spliterator(), false)
        .map(
            item ->
                StreamSupport.stream(item.spliterator(), false)
                    .map(path -> PATH.matcher(path.asText().endsWith("/") ? path.asText() : ""))
                    .toList())
        .toList();
  }

  private static boolean isPair(List<Matcher> paths) {
    return !paths.isEmpty()
        && paths.get(0).group(2).equals("insert")
        && (paths.size() == 1
            || (paths.size() == 2
                && paths.get(1).group(2).equals("delta")
                && paths.get(1).group(3).equals(paths.get(0).group(3))));
  }

  private static BinlogDirectory directory(List<Matcher> paths) {
    return new BinlogDirectory(
        paths.get(0).group(1),
        paths.get(0).group(3),
        paths.size() == 2 ? Deletes.PRESENT : Deletes.ABSENT);
  }
}
