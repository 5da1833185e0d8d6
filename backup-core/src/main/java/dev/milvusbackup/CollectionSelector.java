package dev.milvusbackup;

import dev.milvusbackup.error.InvalidRequestException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Selects one collection, or all collections of a database.
 *
 * @param database the database
 * @param collection the collection; empty for all collections of the database
 */
public record CollectionSelector(String database, Optional<String> collection) {

  private static final String ALL = ".*";

  /**
   * Parses {@code collection}, {@code database.collection} or {@code database.*}.
   *
   * @param text the text
   * @return the selector
   * @throws InvalidRequestException if the text cannot be parsed
   */
  public static CollectionSelector parse(String text) {
    if (text.equals("*")) {
      throw new InvalidRequestException(
          "Cannot select collections by '*': the database is missing. Write 'default.*', or select nothing to take all databases.");
    }
    if (text.endsWith(ALL)) {
      String database = text.substring(0, text.length() - ALL.length());
      return new CollectionSelector(
          CollectionName.parse(database + ".x").database(), Optional.empty());
    }
    CollectionName name = CollectionName.parse(text);
    return new CollectionSelector(name.database(), Optional.of(name.name()));
  }

  /**
   * Returns whether this selector matches a collection.
   *
   * @param candidate the collection
   * @return true if it matches
   */
  public boolean matches(CollectionName candidate) {
    return database.equals(candidate.database())
        && collection.map(candidate.name()::equals).orElse(true);
  }

  /**
   * Returns the collections that at least one of the selectors matches, in their given order.
   *
   * @param selectors the selectors; if there are none, every collection is selected
   * @param candidates the collections to choose from
   * @return the selected collections
   */
  public static List<CollectionName> select(
      Collection<CollectionSelector> selectors, Collection<CollectionName> candidates) {
    return candidates.stream().filter(c -> matchesAny(selectors, c)).toList();
  }

  static boolean matchesAny(Collection<CollectionSelector> selectors, CollectionName name) {
    return selectors.isEmpty() || selectors.stream().anyMatch(s -> s.matches(name));
  }

  /** {@return a text that {@link #parse} accepts} */
  @Override
  public String toString() {
    return database + "." + collection.orElse("*");
  }
}
