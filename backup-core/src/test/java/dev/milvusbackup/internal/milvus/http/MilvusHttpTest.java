package dev.milvusbackup.internal.milvus.http;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.http.Fault;
import dev.milvusbackup.MilvusConnection;
import dev.milvusbackup.error.MilvusAuthenticationException;
import dev.milvusbackup.error.MilvusException;
import dev.milvusbackup.error.MilvusUnavailableException;
import dev.milvusbackup.internal.milvus.RecordedExchange;
import dev.milvusbackup.internal.milvus.ReplayedMilvus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MilvusHttpTest {

  private static final String FINE = "{\"code\":0,\"data\":{\"here\":1}}";

  private ReplayedMilvus milvus;

  @BeforeAll
  void start() {
    milvus = new ReplayedMilvus();
  }

  @AfterAll
  void stop() {
    milvus.close();
  }

  static Stream<RecordedExchange> withAuthorization() {
    return RecordedExchange.of("authorization_enabled.txt").stream()
        .filter(exchange -> exchange.path().startsWith("/v2/"));
  }

  @Test
  void sendsTheTokenAsItIs() {
    String recorded =
        withAuthorization()
            .filter(e -> e.title().equals("Bearer user:password"))
            .findFirst()
            .orElseThrow()
            .requestHeaders()
            .get("Authorization");
    milvus.answering(List.of(okJson(FINE)));

    JsonNode data =
        ReplayedMilvus.http(milvus.connection().withCredentials("root", "Milvus"))
            .change("try", "/v2/x", Map.of());

    assertThat(data.path("here").asInt()).isEqualTo(1);
    assertThat(milvus.onlyRequest().getHeader("Authorization")).isEqualTo(recorded);
  }

  @ParameterizedTest
  @MethodSource("withAuthorization")
  void refusedCredentialsAreToldAsSuchAndKeptSecret(RecordedExchange exchange) {
    milvus.answering(exchange);
    MilvusHttp http = ReplayedMilvus.http(milvus.connection().withCredentials("root", "s3cret"));
    if (exchange.status() == 401) {
      assertThatThrownBy(() -> http.read("try", "/v2/x", Map.of()))
          .isInstanceOf(MilvusAuthenticationException.class)
          .hasMessageContaining("the credentials are refused")
          .hasMessageNotContaining("s3cret");
      assertThat(milvus.requests()).hasSize(1);
    }
  }

  @Test
  void withoutCredentialsNoneAreSent() {
    milvus.answering(List.of(okJson(FINE)));

    ReplayedMilvus.http(milvus.connection()).change("try", "/v2/x", Map.of());

    assertThat(milvus.onlyRequest().containsHeader("Authorization")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"404 page not found", "<html>", "", "[1]", "{\"data\":{}}", "{\"code\":"})
  void whatIsNotMilvussAnswerIsNotTakenForOne(String body) {
    milvus.answering(List.of(aResponse().withStatus(200).withBody(body)));

    assertThatThrownBy(
            () -> ReplayedMilvus.http(milvus.connection()).change("try", "/v2/x", Map.of()))
        .isInstanceOf(MilvusException.class)
        .hasMessageStartingWith("Cannot try: the answer is not as expected");
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 429, 502, 503, 504})
  void passingStatusesAreTriedAgainForReadsOnly(int status) {
    MilvusHttp http = ReplayedMilvus.http(milvus.connection());
    milvus.answering(List.of(aResponse().withStatus(status), okJson(FINE)));
    assertThat(http.read("try", "/v2/x", Map.of()).path("here").asInt()).isEqualTo(1);

    milvus.answering(List.of(aResponse().withStatus(status), okJson(FINE)));
    assertThatThrownBy(() -> http.change("try", "/v2/x", Map.of()))
        .isInstanceOf(MilvusUnavailableException.class)
        .hasMessageContaining("HTTP status " + status);
    assertThat(milvus.requests()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 400, 404, 500})
  void otherStatusesAreNot(int status) {
    milvus.answering(
        List.of(aResponse().withStatus(status).withHeader("Location", "/elsewhere"), okJson(FINE)));

    assertThatThrownBy(
            () -> ReplayedMilvus.http(milvus.connection()).read("try", "/v2/x", Map.of()))
        .isExactlyInstanceOf(MilvusException.class)
        .hasMessageContaining("HTTP status " + status);
    assertThat(milvus.requests()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 8})
  void aBusyServerIsAskedAgain(int code) {
    milvus.answering(
        List.of(okJson("{\"code\":" + code + ",\"message\":\"rate limit\"}"), okJson(FINE)));

    JsonNode data = ReplayedMilvus.http(milvus.connection()).read("try", "/v2/x", Map.of());

    assertThat(data.path("here").asInt()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 8})
  void aBusyServerIsAskedForAChangeAgain(int code) {
    MilvusHttp http = ReplayedMilvus.http(milvus.connection());
    milvus.answering(
        List.of(
            okJson(FINE), okJson("{\"code\":" + code + ",\"message\":\"busy\"}"), okJson(FINE)));
    http.read("try", "/v2/x", Map.of());

    assertThat(http.change("try", "/v2/x", Map.of()).path("here").asInt()).isEqualTo(1);
    assertThat(milvus.requests()).hasSize(3);
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void aChangeThatMayHaveArrivedIsNotMadeAgain(Fault fault) {
    MilvusHttp http = ReplayedMilvus.http(milvus.connection());
    milvus.answering(List.of(okJson(FINE), aResponse().withFault(fault), okJson(FINE)));
    http.read("try", "/v2/x", Map.of());

    assertThatThrownBy(() -> http.change("try", "/v2/x", Map.of()))
        .isInstanceOf(MilvusException.class);
    assertThat(milvus.requests()).hasSize(2);
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void brokenConnectionsAreTriedAgain(Fault fault) {
    MilvusHttp http = ReplayedMilvus.http(milvus.connection());
    milvus.answering(List.of(aResponse().withFault(fault), okJson(FINE)));

    assertThat(http.read("try", "/v2/x", Map.of()).path("here").asInt()).isEqualTo(1);
  }

  @Test
  void aServerThatIsNotThereIsToldAsSuch() {
    MilvusConnection nobody =
        MilvusConnection.at("http://localhost:1").withCallTimeout(Duration.ofSeconds(2));

    assertThatThrownBy(() -> ReplayedMilvus.http(nobody).change("try", "/v2/x", Map.of()))
        .isInstanceOf(MilvusUnavailableException.class)
        .hasMessageStartingWith("Cannot try: no answer (Milvus at http://localhost:1");
  }

  @Test
  void theCallTimeoutCoversTheBody() {
    MilvusConnection hasty = milvus.connection().withCallTimeout(Duration.ofMillis(300));
    milvus.answering(
        List.of(okJson(FINE).withChunkedDribbleDelay(5, (int) Duration.ofSeconds(20).toMillis())));

    assertThatThrownBy(() -> ReplayedMilvus.http(hasty).change("try", "/v2/x", Map.of()))
        .isInstanceOf(MilvusUnavailableException.class)
        .hasMessageContaining("no answer in time");
  }

  @Test
  void anAnswerWithoutEndIsCutOff() {
    milvus.answering(List.of(okJson("{\"code\":0,\"data\":\"" + "x".repeat(65 << 20) + "\"}")));

    assertThatThrownBy(
            () ->
                ReplayedMilvus.http(milvus.connection().withCallTimeout(Duration.ofSeconds(30)))
                    .change("try", "/v2/x", Map.of()))
        .isInstanceOf(MilvusException.class)
        .hasMessageContaining("it has more than 67108864 bytes");
  }

  @Test
  void aLongMessageIsCut() {
    milvus.answering(
        List.of(okJson("{\"code\":2100,\"message\":\"" + "row value ".repeat(500) + "\"}")));

    assertThatThrownBy(
            () -> ReplayedMilvus.http(milvus.connection()).change("try", "/v2/x", Map.of()))
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(500));
  }

  @Test
  void anInterruptEndsTheWait() {
    milvus.answering(List.of(okJson(FINE).withFixedDelay(20_000)));
    Thread.currentThread().interrupt();

    assertThatThrownBy(
            () -> ReplayedMilvus.http(milvus.connection()).change("try", "/v2/x", Map.of()))
        .isInstanceOf(CancellationException.class);
    assertThat(Thread.interrupted()).isTrue();
  }
}
