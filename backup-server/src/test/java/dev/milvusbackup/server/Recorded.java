package dev.milvusbackup.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A request to the Go tool and its answer, as recorded in {@code go-rest/NAME.txt}. */
record Recorded(
    String method, String path, String body, Map<String, String> headers, Reply answer) {

  static Recorded named(String name) {
    String[] parts = resource("go-rest/" + name + ".txt").split("\n---\n", 2);
    List<String> request = parts[0].lines().map(line -> line.substring(2)).toList();
    String[] first = request.get(0).split(" ", 2);
    String body = "";
    Map<String, String> headers = new HashMap<>();
    for (String line : request.subList(1, request.size())) {
      if (line.startsWith("body: ")) {
        body = line.substring("body: ".length());
      } else if (line.startsWith("content-type: ")) {
        headers.put("Content-Type", line.substring("content-type: ".length()));
      } else if (line.startsWith("arg: request_id: ")) {
        headers.put("request_id", line.substring("arg: request_id: ".length()));
      }
    }
    return new Recorded(first[0], first[1], body, headers, answer(parts[1]));
  }

  static JsonNode deviations() {
    return new Reply(0, "", resource("go-rest/deviations.json")).json();
  }

  private static Reply answer(String text) {
    int end = text.indexOf("\n\n");
    String head = text.substring(0, end);
    int status = Integer.parseInt(head.split(" ", 3)[1]);
    String type =
        head.lines()
            .filter(line -> line.startsWith("Content-Type: "))
            .map(line -> line.substring("Content-Type: ".length()))
            .findFirst()
            .orElse("");
    return new Reply(status, type, text.substring(end + 2).strip());
  }

  private static String resource(String path) {
    try (InputStream in = Recorded.class.getResourceAsStream("/" + path)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r", "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
