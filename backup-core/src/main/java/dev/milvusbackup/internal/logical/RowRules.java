package dev.milvusbackup.internal.logical;

import dev.milvusbackup.internal.format.schema.CollectionSchema;
import dev.milvusbackup.internal.format.schema.FieldSchema;
import dev.milvusbackup.internal.format.schema.KeyValue;
import dev.milvusbackup.internal.milvus.server.ServerVersion;
import dev.milvusbackup.internal.rows.ColumnType;
import dev.milvusbackup.internal.rows.RowColumn;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a target does with rows that the source accepted. Milvus Lite 3.2.2 keeps one row of a key
 * in a whole collection and stores zeros for null vectors; it counts the characters of a text where
 * Milvus counts bytes, not at all within arrays, and takes numbers that Milvus refuses (measured).
 */
enum RowRules {
  /** Source and target mean the same. */
  NONE,
  INTO_MILVUS_LITE,
  FROM_MILVUS_LITE;

  static RowRules between(ServerVersion source, ServerVersion target) {
    if (target.isMilvusLite()) {
      return INTO_MILVUS_LITE;
    }
    return source.isMilvusLite() ? FROM_MILVUS_LITE : NONE;
  }

  /** Whether two rows of one key replace each other, even in different partitions. */
  boolean keepsOneRowOfAKey() {
    return this == INTO_MILVUS_LITE;
  }

  /** What is wrong with a value; empty if nothing is. */
  Optional<String> problem(RowColumn column, @Nullable Object value, Map<String, Integer> lengths) {
    return switch (this) {
      case NONE -> Optional.empty();
      case INTO_MILVUS_LITE ->
          value == null && column.type().isVector()
              ? Optional.of("it is null, and Milvus Lite stores zeros instead")
              : Optional.empty();
      case FROM_MILVUS_LITE ->
          value == null
              ? Optional.empty()
              : refusal(value, lengths.getOrDefault(column.name(), Integer.MAX_VALUE));
    };
  }

  private static Optional<String> refusal(Object value, int longest) {
    if (value instanceof String text) {
      int bytes = text.getBytes(StandardCharsets.UTF_8).length;
      return bytes <= longest
          ? Optional.empty()
          : Optional.of(
              "its text has %d bytes, and Milvus allows %d (max_length)".formatted(bytes, longest));
    }
    if (value instanceof List<?> array) {
      return array.stream().map(e -> refusal(e, longest)).flatMap(Optional::stream).findFirst();
    }
    return isFinite(value)
        ? Optional.empty()
        : Optional.of("it has a number that is not finite, which Milvus refuses");
  }

  private static boolean isFinite(Object value) {
    if (value instanceof float[] vector) {
      for (float number : vector) {
        if (!Float.isFinite(number)) {
          return false;
        }
      }
    }
    return !(value instanceof Float f && !Float.isFinite(f))
        && !(value instanceof Double d && !Double.isFinite(d));
  }

  /** The longest text of each field that has a limit, in bytes. */
  static Map<String, Integer> lengths(CollectionSchema schema) {
    Map<String, Integer> lengths = new HashMap<>();
    for (FieldSchema field : schema.fields()) {
      boolean texts =
          ColumnType.of(field.dataType()).filter(ColumnType::isText).isPresent()
              || ColumnType.of(field.elementType()).filter(ColumnType::isText).isPresent();
      for (KeyValue param : field.typeParams()) {
        if (texts && param.key().equals("max_length")) {
          lengths.put(field.name(), Integer.parseInt(param.value()));
        }
      }
    }
    return lengths;
  }
}
