package dev.milvusbackup.cli;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.CollectionSelector;
import dev.milvusbackup.error.InvalidRequestException;
import java.util.List;
import java.util.stream.Stream;

/**
 * The Go tool's filter: {@code db.*}, {@code db.coll} or {@code coll}, separated by commas.
 *
 * @param selectors what is selected; never empty
 */
record CollectionFilter(List<CollectionSelector> selectors) {

  static CollectionFilter parse(String text) {
    return new CollectionFilter(
        Stream.of(text.split(",", -1)).map(String::strip).map(CollectionFilter::selector).toList());
  }

  /** As the library takes them. */
  List<String> texts() {
    return selectors.stream().map(CollectionSelector::toString).toList();
  }

  /** The selectors that none of the collections matches. */
  List<CollectionSelector> misses(List<CollectionName> collections) {
    return selectors.stream().filter(s -> collections.stream().noneMatch(s::matches)).toList();
  }

  private static CollectionSelector selector(String text) {
    if (text.endsWith(".")) {
      throw new InvalidRequestException(
          "Cannot use filter '%s': it selects a database without its collections, and only collections are backed up and restored. Write '%s*' for all of them."
              .formatted(text, text));
    }
    return CollectionSelector.parse(text);
  }
}
