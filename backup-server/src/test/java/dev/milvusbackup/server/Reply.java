package dev.milvusbackup.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** An answer over HTTP. */
record Reply(int status, String type, String body) {

  JsonNode json() {
    try {
      return new JsonMapper().readTree(body);
    } catch (JsonProcessingException e) {
      throw new AssertionError("Not JSON: " + body, e);
    }
  }

  JsonNode data() {
    return json().path("data");
  }
}
