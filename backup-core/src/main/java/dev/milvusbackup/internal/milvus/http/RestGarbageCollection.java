package dev.milvusbackup.internal.milvus.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.milvusbackup.MilvusConnection;
import dev.milvusbackup.internal.milvus.gc.GcLease;
import dev.milvusbackup.internal.milvus.gc.MilvusGarbageCollection;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Pauses garbage collection through Milvus's management port. It requires no credentials, so none
 * are sent.
 */
public final class RestGarbageCollection implements MilvusGarbageCollection {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String PATH = "/management/datacoord/garbage_collection/";

  private final URI address;
  private final Duration timeout;
  private final HttpTransport transport;
  private final MilvusHttpErrors errors;

  private RestGarbageCollection(URI address, Duration timeout, HttpTransport transport) {
    this.address = address;
    this.timeout = timeout;
    this.transport = transport;
    this.errors = new MilvusHttpErrors(address);
  }

  public static MilvusGarbageCollection of(MilvusConnection connection, HttpTransport transport) {
    return connection
        .managementAddress()
        .<MilvusGarbageCollection>map(
            address -> new RestGarbageCollection(address, connection.callTimeout(), transport))
        .orElse(OUT_OF_REACH);
  }

  @Override
  public Optional<GcLease> pause(OptionalLong collectionId, Duration lease) {
    Instant until = Instant.now().plus(lease);
    String query =
        "pause?collection_id=" + collectionId.orElse(0) + "&pause_seconds=" + lease.toSeconds();
    HttpResponse<byte[]> response = get("pause garbage collection", query);
    if (response.statusCode() == 404) {
      return Optional.empty();
    }
    JsonNode answer = accepted("pause garbage collection", response);
    return Optional.of(new GcLease(collectionId, answer.path("ticket").asText(), until));
  }

  @Override
  public void resume(GcLease lease) {
    String ticket =
        lease.ticket().isEmpty()
            ? ""
            : "?ticket=" + URLEncoder.encode(lease.ticket(), StandardCharsets.UTF_8);
    String verb = "resume garbage collection";
    accepted(verb, get(verb, "resume" + ticket));
  }

  private HttpResponse<byte[]> get(String verb, String query) {
    URI uri = URI.create(address + PATH + query);
    return transport.send(verb, HttpRequest.newBuilder(uri).build(), timeout, errors);
  }

  private JsonNode accepted(String verb, HttpResponse<byte[]> response) {
    if (response.statusCode() != 200) {
      throw errors.from(verb, response);
    }
    JsonNode answer = parse(response);
    if (!answer.path("msg").asText().equals("OK")) {
      throw errors.unexpected(verb, "it is not OK");
    }
    return answer;
  }

  private static JsonNode parse(HttpResponse<byte[]> response) {
    try {
      return JSON.readTree(new String(response.body(), StandardCharsets.UTF_8));
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance(); // Milvus puts messages in its JSON without escaping them
    }
  }
}
