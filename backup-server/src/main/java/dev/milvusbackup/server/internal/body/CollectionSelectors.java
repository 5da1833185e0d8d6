package dev.milvusbackup.server.internal.body;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.milvusbackup.CollectionName;
import dev.milvusbackup.CollectionSelector;
import dev.milvusbackup.error.InvalidRequestException;
import dev.milvusbackup.server.internal.http.ServerJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The three ways in which a body selects collections, all read as {@link CollectionSelector}s. */
public final class CollectionSelectors {

  private static final String ALL = "*";

  private CollectionSelectors() {}

  /** The fields {@code db_collections} and {@code collection_names}: the first one wins. */
  public static List<String> of(@Nullable JsonNode databases, @Nullable List<String> names) {
    List<String> selectors = ofDatabases(databases, "db_collections");
    return selectors.isEmpty() ? ofNames(names) : selectors;
  }

  /** {@code ["books", "db.books"]}; none means all. */
  private static List<String> ofNames(@Nullable List<String> names) {
    if (names == null) {
      return List.of();
    }
    return names.stream().map(name -> present(name, "collection_names")).toList();
  }

  /** {@code {"db": ["books"], "other": []}}, where an empty list means the whole database. */
  public static List<String> ofDatabases(@Nullable JsonNode value, String field) {
    JsonNode databases = unwrapped(value, field);
    List<String> selectors = new ArrayList<>();
    for (Map.Entry<String, JsonNode> database : databases.properties()) {
      List<String> collections = texts(database.getValue(), field);
      selectors.addAll(
          collections.isEmpty()
              ? List.of(selector(database.getKey(), ALL))
              : selectors(database.getKey(), collections));
    }
    return selectors;
  }

  /** {@code {"db": {"colls": ["books"]}}}, where {@code *} means the whole database. */
  public static List<String> ofFilter(Map<String, CollectionFilter> filter, String field) {
    List<String> selectors = new ArrayList<>();
    filter.forEach(
        (database, selected) -> {
          if (selected == null || selected.colls() == null || selected.colls().isEmpty()) {
            throw new InvalidRequestException(
                "Cannot use %s: database '%s' has no collections, and a database alone cannot be backed up or restored. Write {\"%s\": {\"colls\": [\"*\"]}} for all of them."
                    .formatted(field, database, database));
          }
          List<String> names = selected.colls().stream().map(name -> present(name, field)).toList();
          selectors.addAll(selectors(database, names));
        });
    if (selectors.isEmpty()) {
      throw new InvalidRequestException(
          "Cannot use %s: it is empty and selects nothing. Leave it out to select everything."
              .formatted(field));
    }
    return selectors;
  }

  public static String database(@Nullable String name) {
    return name == null || name.isEmpty() ? CollectionName.DEFAULT_DATABASE : name;
  }

  private static List<String> selectors(String database, List<String> collections) {
    return collections.stream().map(collection -> selector(database, collection)).toList();
  }

  private static String selector(String database, String collection) {
    return database(database) + "." + collection;
  }

  private static JsonNode unwrapped(@Nullable JsonNode value, String field) {
    if (value == null || value.isNull() || (value.isTextual() && value.textValue().isBlank())) {
      return JsonNodeFactory.instance.objectNode();
    }
    JsonNode node = value.isTextual() ? parsed(value.textValue(), field) : value;
    if (!node.isObject()) {
      throw unreadable(field);
    }
    return node;
  }

  private static JsonNode parsed(String json, String field) {
    try {
      return ServerJson.tree(json.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw unreadable(field);
    }
  }

  private static List<String> texts(JsonNode list, String field) {
    if (list.isNull()) {
      return List.of();
    }
    if (!list.isArray()) {
      throw unreadable(field);
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode element : list) {
      if (!element.isTextual()) {
        throw unreadable(field);
      }
      texts.add(element.textValue());
    }
    return texts;
  }

  private static String present(@Nullable String name, String field) {
    if (name == null) {
      throw new InvalidRequestException(
          "Cannot use %s: one of the names is null. Remove it.".formatted(field));
    }
    return name;
  }

  private static InvalidRequestException unreadable(String field) {
    return new InvalidRequestException(
        "Cannot read %s: it is neither an object of lists nor such an object as JSON in a string. Write {\"db\": [\"collection\"]}."
            .formatted(field));
  }
}
