package dev.milvusbackup.internal.milvus.http;

import static dev.milvusbackup.internal.milvus.ReplayedMilvus.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milvusbackup.CollectionName;
import dev.milvusbackup.error.BackupException;
import dev.milvusbackup.internal.milvus.RecordedExchange;
import dev.milvusbackup.internal.milvus.ReplayedMilvus;
import dev.milvusbackup.internal.milvus.segments.SegmentLogs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Against every description of segments that was recorded from a real Milvus 2.5.27. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RestSegmentsTest {

  private static final CollectionName BOOKS = new CollectionName("default", "books");

  private ReplayedMilvus milvus;
  private RestSegments segments;

  @BeforeAll
  void start() {
    milvus = new ReplayedMilvus();
    segments = new RestSegments(ReplayedMilvus.http(milvus.connection()));
  }

  @AfterAll
  void stop() {
    milvus.close();
  }

  static Stream<RecordedExchange> described() {
    return RecordedExchange.all().stream()
        .filter(exchange -> exchange.isTo("segments/describe"))
        .filter(exchange -> !exchange.isRefusal() && !idsOf(exchange).isEmpty());
  }

  static Stream<RecordedExchange> refused() {
    return RecordedExchange.all().stream()
        .filter(exchange -> exchange.isTo("segments/describe") || exchange.isTo("nothing"))
        .filter(RecordedExchange::isRefusal);
  }

  @ParameterizedTest
  @MethodSource("described")
  void readsLogsByFieldWhateverTheirOrder(RecordedExchange exchange) {
    milvus.answering(exchange);
    JsonNode infos = json(exchange.answer()).at("/data/segmentInfos");

    var logs = segments.logs(BOOKS, 5, idsOf(exchange));

    if (exchange.title().contains("compacted (dropped")) {
      assertThat(logs).isEmpty(); // it is still told, but its files may be gone any moment
      return;
    }
    assertThat(logs).isPresent();
    for (JsonNode info : infos) {
      SegmentLogs segment =
          logs.get().stream()
              .filter(s -> s.segmentId() == info.path("segmentID").longValue())
              .findFirst()
              .orElseThrow();
      assertThat(segment.channel()).isEqualTo(info.path("vChannel").textValue()).isNotEmpty();
      assertThat(segment.inserts()).hasSize(info.path("insertLogs").size());
      for (JsonNode field : info.path("insertLogs")) {
        assertThat(segment.inserts().get(field.path("fieldID").longValue()))
            .containsExactly(field.path("logIDs").get(0).longValue());
      }
      assertThat(segment.deltas()).hasSize(info.path("deltaLogs").size());
    }
  }

  @Test
  void asksAsTheGoToolDoes() {
    RecordedExchange exchange =
        RecordedExchange.of("gotool_create_b25.txt").stream()
            .filter(e -> e.isTo("segments/describe"))
            .findFirst()
            .orElseThrow();
    milvus.answering(exchange);
    JsonNode recorded = json(exchange.request());

    segments.logs(BOOKS, recorded.path("collectionId").longValue(), idsOf(exchange));

    assertThat(json(milvus.onlyRequest().getBodyAsString())).isEqualTo(recorded);
    assertThat(milvus.onlyRequest().getUrl()).isEqualTo(exchange.path());
  }

  @ParameterizedTest
  @MethodSource("refused")
  void aSegmentThatIsGoneIsAnAnswerAndTheRestAreErrors(RecordedExchange exchange) {
    milvus.answering(exchange);
    if (exchange.answer().contains("\"code\":600")) {
      assertThat(segments.logs(BOOKS, 5, List.of(123L))).isEmpty();
    } else {
      assertThatThrownBy(() -> segments.logs(BOOKS, 5, List.of(123L)))
          .isInstanceOf(BackupException.class)
          .hasMessageStartingWith("Cannot describe 1 segments of default.books: ")
          .hasMessageContaining(exchange.status() == 200 ? "code 1801" : "HTTP status ");
    }
  }

  @Test
  void fewerSegmentsThanAskedForAreNoAnswer() {
    milvus.answering(described().findFirst().orElseThrow());

    assertThat(segments.logs(BOOKS, 5, List.of(1L))).isEmpty();
  }

  @Test
  void manySegmentsAreAskedForInPortions() {
    milvus.answering(
        new RecordedExchange(
            "", "", "", "", Map.of(), "", 200, "{\"code\":0,\"data\":{\"segmentInfos\":[]}}"));

    segments.logs(BOOKS, 5, LongStream.range(0, 450).boxed().toList());

    assertThat(milvus.requests())
        .extracting(request -> json(request.getBodyAsString()).path("segmentIds").size())
        .containsExactly(200, 200, 50);
  }

  private static List<Long> idsOf(RecordedExchange exchange) {
    List<Long> ids = new ArrayList<>();
    JsonNode request = json(exchange.request());
    (request.has("segmentIds") ? request.path("segmentIds") : request.path("segmentIDs"))
        .forEach(id -> ids.add(id.longValue()));
    return ids;
  }
}
