package dev.milvusbackup.cli;

import dev.milvusbackup.CollectionSelector;
import dev.milvusbackup.error.InvalidRequestException;
import java.util.List;
import java.util.stream.Stream;

/** Lists of collections on the command line: {@code db.*}, {@code db.coll} or {@code coll}. */
final class Selectors {

  private Selectors() {}

  /** Splits a list at its commas and checks each selector. */
  static List<String> parse(String text) {
    return Stream.of(text.split(",", -1)).map(String::strip).map(Selectors::selector).toList();
  }

  private static String selector(String text) {
    if (text.endsWith(".")) {
      throw new InvalidRequestException(
          "Cannot use filter '%s': it selects a database without its collections, and only collections are backed up and restored. Write '%s*' for all of them."
              .formatted(text, text));
    }
    return CollectionSelector.parse(text).toString();
  }
}
