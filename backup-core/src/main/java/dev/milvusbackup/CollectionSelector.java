package dev.milvusbackup;

import dev.milvusbackup.error.InvalidRequestException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Selects one collection, or all of a database.
 *
 * @param database the database
 * @param collection the collection, or empty for all of the database
 */
public record CollectionSelector(String database, Optional<String> collection) {

  private static final String ALL = ".*";

  /**
   * Reads {@code collection}, {@code database.collection} or {@code database.*}.
   *
   * @param text the selector
   * @return what it selects
   * @throws InvalidRequestException if it cannot be read
   */
  public static CollectionSelector parse(String text) {
    if (text.equals("*")) {
      throw new InvalidRequestException(
          "Cannot select collections by '*': it does not say of which database. Write 'default.*', or select nothing to take all databases.");
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
   * Whether a collection is selected.
   *
   * @param candidate the collection
   * @return true if it is
   */
  public boolean matches(CollectionName candidate) {
    return database.equals(candidate.database())
        && collection.map(candidate.name()::equals).orElse(true);
  }

  /**
   * Those that any of the selectors selects, in their own order.
   *
   * @param selectors the selectors; none selects everything
   * @param candidates the collections to choose from
   * @return the selected ones
   */
  public static List<CollectionName> select(
      Collection<CollectionSelector> selectors, Collection<CollectionName> candidates) {
    return candidates.stream()
        .filter(c -> selectors.isEmpty() || selectors.stream().anyMatch(s -> s.matches(c)))
        .toList();
  }

  /** The form that {@link #parse} reads. */
  @Override
  public String toString() {
    return database + "." + collection.orElse("*");
  }
}
