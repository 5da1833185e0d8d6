package dev.milvusbackup.internal.milvus.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.milvusbackup.MilvusConnection;
import dev.milvusbackup.error.BackupException;
import dev.milvusbackup.error.MilvusException;
import dev.milvusbackup.internal.job.Retrier;
import dev.milvusbackup.internal.milvus.MilvusGateway;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** Calls of Milvus's own HTTP API, on the same port as its gRPC. */
public final class MilvusHttp {

  private static final JsonMapper JSON = new JsonMapper();

  private final MilvusConnection connection;
  private final HttpTransport transport;
  private final MilvusHttpErrors errors;
  private final Retrier retrier;

  public MilvusHttp(MilvusConnection connection, HttpTransport transport, Retrier retrier) {
    this.connection = connection;
    this.retrier = retrier;
    this.transport = transport;
    this.errors = new MilvusHttpErrors(connection.uri());
  }

  /** An idempotent call. */
  JsonNode read(String verb, String path, Map<String, ?> body) {
    return retrier.call(() -> data(verb, send(verb, path, body)));
  }

  /** A call that may be made twice; empty if Milvus reports that a segment does not exist. */
  Optional<JsonNode> readUnlessGone(String verb, String path, Map<String, ?> body) {
    return retrier.call(
        () -> {
          JsonNode answer = send(verb, path, body);
          return MilvusHttpErrors.isSegmentNotFound(answer)
              ? Optional.empty()
              : Optional.of(data(verb, answer));
        });
  }

  /** A call that is repeated only if it has certainly changed nothing. */
  public JsonNode change(String verb, String path, Map<String, ?> body) {
    return retrier.call(() -> data(verb, send(verb, path, body)), MilvusGateway::hadNoEffect);
  }

  BackupException unexpected(String verb, String what) {
    return errors.unexpected(verb, what);
  }

  private JsonNode data(String verb, JsonNode answer) {
    if (answer.path("code").asInt(-1) != 0) {
      throw errors.from(verb, answer);
    }
    return answer.path("data");
  }

  private JsonNode send(String verb, String path, Map<String, ?> body) {
    URI uri = connection.uri().resolve(path);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .header("Content-Type", "application/json; charset=utf-8")
            .header("Request-Timeout", Long.toString(seconds()))
            .POST(HttpRequest.BodyPublishers.ofString(write(body)));
    connection.token().ifPresent(token -> request.header("Authorization", "Bearer " + token));
    HttpResponse<byte[]> response =
        transport.send(verb, request.build(), connection.callTimeout(), errors);
    if (response.statusCode() != 200) {
      throw errors.from(verb, response);
    }
    return parse(verb, response);
  }

  private long seconds() {
    return Math.max(1, connection.callTimeout().toSeconds());
  }

  private JsonNode parse(String verb, HttpResponse<byte[]> response) {
    try {
      JsonNode answer = JSON.readTree(new String(response.body(), StandardCharsets.UTF_8));
      if (answer != null && answer.isObject()) {
        return answer;
      }
    } catch (JsonProcessingException e) {
      throw new MilvusException(errors.unexpected(verb, "it is not JSON").getMessage(), e);
    }
    throw errors.unexpected(verb, "it is not a JSON object");
  }

  private static String write(Map<String, ?> body) {
    try {
      return JSON.writeValueAsString(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Cannot write a request", e);
    }
  }
}
