package dev.milvusbackup;

import dev.milvusbackup.error.InvalidRequestException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Renames all collections that match. Each {@code *} stands for any text within the database or the
 * collection, and what it stood for in the source takes the place of the {@code *} in the target:
 * {@code db1.*} to {@code db2.*}, or {@code shop.books_*} to {@code archive.old_*}.
 *
 * @param source which collections, by their names in the backup
 * @param target what they become
 */
public record RenamePattern(CollectionName source, CollectionName target) {

  private static final char WILDCARD = '*';

  /**
   * Checks that every wildcard of the source has its counterpart.
   *
   * @param source which collections, by their names in the backup
   * @param target what they become
   * @throws InvalidRequestException if there are not as many wildcards in the one as in the other
   */
  public RenamePattern {
    if (wildcards(source) != wildcards(target)) {
      throw new InvalidRequestException(
          "Cannot rename %s to %s: one has %d wildcards, the other %d. Write as many '*' in the target as in the source, such as 'db1.*' and 'db2.*'."
              .formatted(source, target, wildcards(source), wildcards(target)));
    }
  }

  /**
   * Reads a pattern.
   *
   * @param source {@code collection} or {@code database.collection}, with wildcards
   * @param target the same for the target
   * @return the pattern
   * @throws InvalidRequestException if it cannot be read
   */
  public static RenamePattern parse(String source, String target) {
    if (source.equals(String.valueOf(WILDCARD))) {
      throw new InvalidRequestException(
          "Cannot rename '*': it does not say of which database. Write 'default.*', or '*.*' for all.");
    }
    return new RenamePattern(CollectionName.parse(source), CollectionName.parse(target));
  }

  /**
   * Whether a name is a pattern.
   *
   * @param name a name or pattern
   * @return true if it has a wildcard
   */
  static boolean isPattern(String name) {
    return name.indexOf(WILDCARD) >= 0;
  }

  /**
   * The new name of a collection.
   *
   * @param collection its name in the backup
   * @return the target name, or empty if the collection does not match
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

  /** The two names with an arrow between. */
  @Override
  public String toString() {
    return source + " -> " + target;
  }
}
