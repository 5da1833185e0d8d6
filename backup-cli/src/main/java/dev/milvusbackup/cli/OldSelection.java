package dev.milvusbackup.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.milvusbackup.error.InvalidRequestException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The three ways to select collections before the filter existed. */
final class OldSelection {

  private OldSelection() {}

  /** {@code coll,db.coll}. */
  static List<String> ofCollections(String text) {
    return Selectors.parse(text);
  }

  /** {@code db1,db2}. */
  static List<String> ofDatabases(String text) {
    return Stream.of(text.split(",")).map(String::strip).map(db -> db + ".*").toList();
  }

  /** {@code {"db": ["coll"], "other": []}}, where an empty list means the whole database. */
  static List<String> ofDatabaseCollections(String json) {
    List<String> selectors = new ArrayList<>();
    parse(json)
        .forEach(
            (database, collections) -> {
              String prefix = (database.isEmpty() ? "default" : database) + ".";
              if (collections.isEmpty()) {
                selectors.add(prefix + "*");
              }
              collections.forEach(collection -> selectors.add(prefix + collection));
            });
    return selectors;
  }

  private static Map<String, List<String>> parse(String json) {
    try {
      return new JsonMapper().readValue(json, new TypeReference<>() {});
    } catch (JsonProcessingException e) {
      throw new InvalidRequestException(
          "Cannot read the collections of databases: not JSON of the form {\"db\": [\"coll\"]}. Better use --filter.",
          e);
    }
  }
}
