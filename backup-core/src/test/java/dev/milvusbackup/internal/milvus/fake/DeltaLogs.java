package dev.milvusbackup.internal.milvus.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Deletes as delta logs have them: a text of JSON for each. */
final class DeltaLogs {

  private static final JsonMapper JSON = new JsonMapper();
  private static final int NUMBER = 5;
  private static final int TEXT = 21;

  private DeltaLogs() {}

  static byte[] write(List<Deletion> deletions) {
    return ParquetColumn.write(
        ParquetColumn.TEXT, deletions.stream().map(DeltaLogs::text).toList());
  }

  static List<Deletion> read(byte[] parquet) {
    List<Deletion> deletions = new ArrayList<>();
    for (Object text : ParquetColumn.read(ParquetColumn.TEXT, parquet)) {
      deletions.add(deletion((String) text));
    }
    return deletions;
  }

  private static String text(Deletion deletion) {
    ObjectNode json = JSON.createObjectNode();
    if (deletion.key() instanceof Long number) {
      json.put("pk", number).put("ts", deletion.timestamp()).put("pkType", NUMBER);
    } else {
      json.put("pk", (String) deletion.key()).put("ts", deletion.timestamp()).put("pkType", TEXT);
    }
    return json.toString();
  }

  private static Deletion deletion(String text) {
    try {
      JsonNode json = JSON.readTree(text);
      Object key =
          json.path("pkType").asInt() == NUMBER
              ? (Object) json.path("pk").asLong()
              : json.path("pk").asText();
      return new Deletion(key, json.path("ts").asLong());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
