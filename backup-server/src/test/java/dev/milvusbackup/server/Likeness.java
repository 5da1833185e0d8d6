package dev.milvusbackup.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Compares two JSON trees field by field, apart from values that differ from run to run. */
final class Likeness {

  private static final Set<String> VOLATILE =
      Set.of(
          "id",
          "requestId",
          "collection_id",
          "index_id",
          "start_time",
          "end_time",
          "size",
          "meta_size",
          "backup_physical_timestamp",
          "milvus_version");

  /** In a deviation: only the fields that are named count. */
  private static final String PARTIAL = "$partial";

  private final List<String> differences = new ArrayList<>();

  private Likeness() {}

  static List<String> differences(JsonNode expected, JsonNode actual) {
    Likeness likeness = new Likeness();
    likeness.compare("", "", expected, actual);
    return likeness.differences;
  }

  private void compare(String path, String key, JsonNode expected, JsonNode actual) {
    if (key.equals("end_time") && expected.asLong() < 0) {
      // Listed deviation: a job that runs has no end.
      require(actual.isMissingNode(), path, expected, actual);
    } else if (VOLATILE.contains(key)) {
      require(expected.getNodeType() == actual.getNodeType(), path, expected, actual);
    } else if (expected.isObject() && actual.isObject()) {
      compareFields(path, expected, actual);
    } else if (expected.isArray() && actual.isArray()) {
      compareElements(path, expected, actual);
    } else if (expected.isTextual() && expected.textValue().startsWith("~")) {
      String part = expected.textValue().substring(1);
      require(actual.asText().contains(part), path, expected, actual);
    } else {
      require(expected.equals(actual), path, expected, actual);
    }
  }

  private void compareFields(String path, JsonNode expected, JsonNode actual) {
    Set<String> names = new TreeSet<>();
    expected.fieldNames().forEachRemaining(names::add);
    if (!names.remove(PARTIAL)) {
      actual.fieldNames().forEachRemaining(names::add);
    }
    for (String name : names) {
      compare(path + "/" + name, name, expected.path(name), actual.path(name));
    }
  }

  private void compareElements(String path, JsonNode expected, JsonNode actual) {
    require(expected.size() == actual.size(), path, expected, actual);
    List<JsonNode> left = sorted(expected);
    List<JsonNode> right = sorted(actual);
    for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
      compare(path + "/" + i, "", left.get(i), right.get(i));
    }
  }

  /** The Go tool's order of collections is random. */
  private static List<JsonNode> sorted(JsonNode array) {
    List<JsonNode> elements = new ArrayList<>();
    array.forEach(elements::add);
    elements.sort(
        Comparator.comparing(
            e ->
                e.path("collection_name").asText()
                    + e.path("target_collection_name").asText()
                    + e.path("index_name").asText()));
    return elements;
  }

  private void require(boolean same, String path, JsonNode expected, JsonNode actual) {
    if (!same) {
      differences.add("%s: expected %s, got %s".formatted(path, expected, actual));
    }
  }
}
