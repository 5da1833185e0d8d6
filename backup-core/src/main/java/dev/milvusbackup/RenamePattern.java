package dev.milvusbackup;

import dev.milvusbackup.error.InvalidRequestException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Renames all collections that match a pattern. Each {@code *} in the source matches any text
 * within the name of a database or collection, and the {@code *} at the same position in the target
 * is replaced by that text. Examples: {@code db1.*} to {@code db2.*}, or {@code shop.books_*} to
 * {@code archive.old_*}.
 *
 * @param source the pattern for names in the backup
 * @param target the pattern for the new names
 */
public record RenamePattern(CollectionName source, CollectionName target) {

  private static final char WILDCARD = '*';

  /**
   * Creates a pattern.
   *
   * @param source the pattern for names in the backup
   * @param target the pattern for the new names
   * @throws InvalidRequestException if the patterns do not have the same number of wildcards
   */
  public RenamePattern {
    if (wildcards(source) != wildcards(target)) {
      throw new InvalidRequestException(
          "Cannot rename %s to %s: one has %d wildcards, the other %d. Write as many '*' in the target as in the source, such as 'db1.*' and 'db2.*'."
              .formatted(source, target, wildcards(source), wildcards(target)));
    }
  }

  /**
   * Parses a pattern.
   *
   * @param source {@code collection} or {@code database.collection}, with wildcards
   * @param target the same for the target
   * @return the pattern
   * @throws InvalidRequestException if one of them cannot be parsed
   */
  public static RenamePattern parse(String source, String target) {
    if (source.equals(String.valueOf(WILDCARD))) {
      throw new InvalidRequestException(
          "Cannot rename '*': the database is missing. Write 'default.*', or '*.*' for all.");
    }
    return new RenamePattern(CollectionName.parse(source), CollectionName.parse(target));
  }

  /**
   * Returns whether a name is a pattern.
   *
   * @param name a name or pattern
   * @return true if it contains a wildcard
   */
  static boolean isPattern(String name) {
    return name.indexOf(WILDCARD) >= 0;
  }

  /**
   * Returns the new name of a collection.
   *
   * @param collection the name of the collection in the backup
   * @return the new name, or empty if the pattern does not match
   */
  public Optional<CollectionName> apply(CollectionName collection) {
    Matcher matcher = regex().matcher(collection.toString());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    StringBuilder name = new StringBuilder();
    int group = 0;
    for (char c : target.toString().toCharArray()) {
      if (c == WILDCARD) {
        name.append(matcher.group(++group));
      } else {
        name.append(c);
      }
    }
    return Optional.of(CollectionName.parse(name.toString()));
  }

  private Pattern regex() {
    StringBuilder regex = new StringBuilder();
    for (char c : source.toString().toCharArray()) {
      regex.append(c == WILDCARD ? "([^.]*)" : Pattern.quote(String.valueOf(c)));
    }
    return Pattern.compile(regex.toString());
  }

  private static long wildcards(CollectionName name) {
    return name.toString().chars().filter(c -> c == WILDCARD).count();
  }

  /** {@return both patterns, with an arrow between them} */
  @Override
  public String toString() {
    return source + " -> " + target;
  }
}
