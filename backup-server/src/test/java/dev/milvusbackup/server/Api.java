package dev.milvusbackup.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.function.Predicate;

/** The REST API of a server, as any HTTP client uses it. */
record Api(int port) {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  Reply get(String path) {
    return send("GET", path, "", Map.of());
  }

  Reply delete(String path) {
    return send("DELETE", path, "", Map.of());
  }

  Reply post(String path, String body) {
    return send("POST", path, body, Map.of("Content-Type", "application/json"));
  }

  Reply send(String method, String path, String body, Map<String, String> headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(Duration.ofMinutes(3))
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    headers.forEach(request::header);
    try {
      HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
      return new Reply(
          response.statusCode(),
          response.headers().firstValue("content-type").orElse(""),
          response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Creates a backup and expects it to work. */
  void create(String body) {
    Reply reply = post("/api/v1/create", body);
    assertThat(reply.json().path("msg").asText()).as(reply.body()).isEqualTo("success");
  }

  /** Asks until the state is not 0 or 1 any longer. */
  JsonNode awaitEnd(String path) {
    return await(path, data -> data.path("state_code").asInt() > 1);
  }

  JsonNode await(String path, Predicate<JsonNode> condition) {
    long deadline = System.nanoTime() + Duration.ofMinutes(3).toNanos();
    while (System.nanoTime() < deadline) {
      JsonNode data = get(path).data();
      if (condition.test(data)) {
        return data;
      }
      pause();
    }
    throw new AssertionError(path + " did not come to an end: " + get(path).body());
  }

  private static void pause() {
    try {
      Thread.sleep(50);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
