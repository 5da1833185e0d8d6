package dev.milvusbackup.internal.binlog.rows;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.HashMap;
import java.util.Map;

/** Deleted keys with the time of their last delete. Not safe for use by several threads. */
final class Deletes {

  private static final JsonMapper JSON = new JsonMapper();

  private final Map<Object, Long> lastByKey = new HashMap<>();
  private final long until;

  /**
   * Without entries.
   *
   * @param until later deletes are ignored
   */
  Deletes(long until) {
    this.until = until;
  }

  int size() {
    return lastByKey.size();
  }

  boolean isEmpty() {
    return lastByKey.isEmpty();
  }

  void add(Object key, long timestamp) {
    if (timestamp <= until) {
      lastByKey.merge(key, timestamp, Math::max);
    }
  }

  /** Whether one of the deletes removes a row. An upsert deletes at the time of its own insert. */
  boolean remove(Object key, long timestamp) {
    Long last = lastByKey.get(key);
    return last != null && timestamp < last;
  }

  /**
   * Adds an entry as delta logs contain it: a JSON object, or {@code key,timestamp} in old files.
   */
  void addText(String text) throws UncountableException {
    if (text.startsWith("{")) {
      addJson(text);
      return;
    }
    int comma = text.lastIndexOf(',');
    if (!text.matches("-?\\d{1,19},\\d{1,20}")) {
      throw new UncountableException("a delta log has entries of an unknown form");
    }
    add(
        Long.parseLong(text.substring(0, comma)),
        Long.parseUnsignedLong(text.substring(comma + 1)));
  }

  private void addJson(String text) throws UncountableException {
    try {
      JsonNode entry = JSON.readTree(text);
      JsonNode key = entry.path("pk");
      JsonNode timestamp = entry.path("ts");
      if (timestamp.canConvertToLong() && (key.isTextual() || key.canConvertToLong())) {
        add(key.isTextual() ? key.textValue() : (Object) key.longValue(), timestamp.longValue());
        return;
      }
    } catch (JsonProcessingException e) {
      throw new UncountableException("a delta log has entries of an unknown form", e);
    }
    throw new UncountableException("a delta log has entries of an unknown form");
  }
}
