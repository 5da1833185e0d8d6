package dev.milvusbackup.internal.milvus.gc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.milvusbackup.MilvusConnection;
import dev.milvusbackup.error.MilvusException;
import dev.milvusbackup.internal.milvus.RecordedExchange;
import dev.milvusbackup.internal.milvus.ReplayedMilvus;
import dev.milvusbackup.internal.milvus.http.HttpTransport;
import dev.milvusbackup.internal.milvus.http.RestGarbageCollection;
import dev.milvusbackup.internal.milvus.server.ServerFeatures;
import dev.milvusbackup.internal.milvus.server.ServerVersion;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Against what the management port of a real Milvus 2.5.27 answered. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GcPauseTest {

  private static final String PAUSE = "/management/datacoord/garbage_collection/pause";
  private static final String RESUME = "/management/datacoord/garbage_collection/resume";
  private static final ServerFeatures V2_5 = ServerFeatures.of(ServerVersion.parse("v2.5.27"));
  private static final ServerFeatures V2_6 = ServerFeatures.of(ServerVersion.parse("v2.6.8"));

  private ReplayedMilvus milvus;

  @BeforeAll
  void start() {
    milvus = new ReplayedMilvus();
  }

  @AfterAll
  void stop() {
    milvus.close();
  }

  static Stream<RecordedExchange> recorded() {
    return RecordedExchange.of("gc_pause_resume.txt").stream();
  }

  @ParameterizedTest
  @MethodSource("recorded")
  void everyRecordedAnswerIsUnderstood(RecordedExchange exchange) {
    milvus.answering(exchange);
    MilvusGarbageCollection gc = garbageCollection();
    if (exchange.status() == 404) {
      assertThat(gc.pause(OptionalLong.empty(), Duration.ofMinutes(1))).isEmpty();
    } else if (exchange.status() == 500) {
      assertThatThrownBy(() -> gc.pause(OptionalLong.empty(), Duration.ofMinutes(1)))
          .isInstanceOf(MilvusException.class)
          .hasMessageStartingWith("Cannot pause garbage collection: the call failed")
          .hasMessageContaining("HTTP status 500");
    } else {
      assertThat(gc.pause(OptionalLong.empty(), Duration.ofMinutes(1)))
          .hasValueSatisfying(lease -> assertThat(lease.ticket()).isEmpty());
    }
  }

  @Test
  void pausesAndResumesAsTheGoToolDoes() {
    List<String> recorded =
        RecordedExchange.of("gotool_create_b25.txt").stream()
            .map(RecordedExchange::path)
            .filter(path -> path.contains("garbage_collection"))
            .map(path -> path.replace("pause_seconds=3600", "pause_seconds=600"))
            .toList();
    milvus.answering(ok(""));

    GcPause.start(garbageCollection(), V2_5, List.of(7L, 8L)).close();

    assertThat(urls()).isEqualTo(recorded);
  }

  @Test
  void sendsNoCredentialsToAPortThatAsksForNone() {
    milvus.answering(ok(""));
    MilvusConnection connection = milvus.connection().withCredentials("root", "s3cret");

    GcPause.start(garbageCollection(connection), V2_5, List.of(7L)).close();

    assertThat(milvus.requests()).noneMatch(request -> request.containsHeader("Authorization"));
  }

  @Test
  void from268OnEachCollectionHasItsTicket() {
    milvus.answering(ok("a"), ok("b"), ok(""));

    GcPause.start(garbageCollection(), V2_6, List.of(7L, 8L)).close();

    assertThat(urls())
        .containsExactly(
            PAUSE + "?collection_id=7&pause_seconds=600",
            PAUSE + "?collection_id=8&pause_seconds=600",
            RESUME + "?ticket=a",
            RESUME + "?ticket=b");
  }

  @Test
  void renewsInTheSecondHalfOfTheLeaseAndGivesTheOldTicketBack() {
    milvus.answering(ok("a"), ok("b"), ok(""));
    SettableClock clock = new SettableClock();
    GcPause pause = GcPause.start(garbageCollection(), V2_6, List.of(7L), clock);

    clock.forward(Duration.ofMinutes(4));
    pause.renew();
    assertThat(urls()).hasSize(1);
    clock.forward(Duration.ofMinutes(2));
    pause.renew();
    pause.close();

    assertThat(urls())
        .containsExactly(
            PAUSE + "?collection_id=7&pause_seconds=600",
            PAUSE + "?collection_id=7&pause_seconds=600",
            RESUME + "?ticket=a",
            RESUME + "?ticket=b");
  }

  @Test
  void aServerWithoutTheCallIsNoFailure() {
    RecordedExchange notThere =
        recorded().filter(exchange -> exchange.status() == 404).findFirst().orElseThrow();
    milvus.answering(notThere);

    try (GcPause pause = GcPause.start(garbageCollection(), V2_5, List.of(7L))) {
      pause.renew();
    }
    assertThat(milvus.requests()).hasSize(1);
  }

  @Test
  void whereNoAddressIsGivenNothingIsAsked() {
    milvus.answering(ok(""));
    MilvusConnection silent = MilvusConnection.at(milvus.uri());

    GcPause.start(garbageCollection(silent), V2_5, List.of(7L)).close();

    assertThat(milvus.requests()).isEmpty();
  }

  @Test
  void aPortThatDoesNotAnswerIsNoFailureEither() {
    MilvusConnection nobody =
        MilvusConnection.at(milvus.uri()).withManagementAddress("http://localhost:1");

    assertThatCode(
            () -> {
              try (GcPause pause = GcPause.start(garbageCollection(nobody), V2_5, List.of(7L))) {
                pause.renew();
              }
            })
        .doesNotThrowAnyException();
  }

  private MilvusGarbageCollection garbageCollection() {
    return garbageCollection(milvus.connection());
  }

  private static MilvusGarbageCollection garbageCollection(MilvusConnection connection) {
    return RestGarbageCollection.of(connection, new HttpTransport(connection));
  }

  private List<String> urls() {
    return milvus.requests().stream().map(LoggedRequest::getUrl).toList();
  }

  /** From 2.6.8 on there is a ticket beside the message; that is by source, not recorded. */
  private static RecordedExchange ok(String ticket) {
    String body =
        ticket.isEmpty()
            ? "{\"msg\": \"OK\"}"
            : "{\"msg\": \"OK\", \"ticket\": \"" + ticket + "\"}";
    return new RecordedExchange("", "", "GET", "/", Map.of(), "", 200, body);
  }

  private static final class SettableClock extends Clock {

    private Instant now = Instant.now();

    void forward(Duration duration) {
      now = now.plus(duration);
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }
}
