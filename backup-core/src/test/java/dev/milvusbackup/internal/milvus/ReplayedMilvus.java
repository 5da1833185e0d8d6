package dev.milvusbackup.internal.milvus;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.milvusbackup.MilvusConnection;
import dev.milvusbackup.internal.job.Retrier;
import dev.milvusbackup.internal.milvus.http.HttpTransport;
import dev.milvusbackup.internal.milvus.http.MilvusHttp;
import dev.milvusbackup.internal.milvus.http.RestImports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Gives the answers of a real Milvus again, whatever is asked, in their order. */
public final class ReplayedMilvus implements AutoCloseable {

  private final WireMockServer server = new WireMockServer(options().dynamicPort());

  public ReplayedMilvus() {
    server.start();
  }

  public String uri() {
    return server.baseUrl();
  }

  public MilvusConnection connection() {
    return MilvusConnection.at(uri())
        .withManagementAddress(uri())
        .withCallTimeout(Duration.ofSeconds(5));
  }

  public RestImports imports() {
    return new RestImports(http(connection()));
  }

  public static MilvusHttp http(MilvusConnection connection) {
    return new MilvusHttp(
        connection, new HttpTransport(connection), new Retrier(Duration.ofSeconds(3)));
  }

  public ReplayedMilvus answering(RecordedExchange... exchanges) {
    return answering(
        List.of(exchanges).stream()
            .map(exchange -> aResponse().withStatus(exchange.status()).withBody(exchange.answer()))
            .toList());
  }

  /** The last answer is given for ever. */
  public ReplayedMilvus answering(List<ResponseDefinitionBuilder> answers) {
    server.resetAll();
    for (int i = 0; i < answers.size(); i++) {
      boolean last = i == answers.size() - 1;
      server.stubFor(
          any(anyUrl())
              .inScenario("replay")
              .whenScenarioStateIs(i == 0 ? Scenario.STARTED : "after " + i)
              .willReturn(answers.get(i))
              .willSetStateTo(
                  last ? (i == 0 ? Scenario.STARTED : "after " + i) : "after " + (i + 1)));
    }
    return this;
  }

  public List<LoggedRequest> requests() {
    List<LoggedRequest> requests = new ArrayList<>();
    server.getAllServeEvents().forEach(event -> requests.add(0, event.getRequest()));
    return requests;
  }

  public LoggedRequest onlyRequest() {
    List<LoggedRequest> requests = requests();
    if (requests.size() != 1) {
      throw new AssertionError("One request was expected: " + requests);
    }
    return requests.get(0);
  }

  public static JsonNode json(String text) {
    try {
      return new JsonMapper().readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    server.stop();
  }
}
