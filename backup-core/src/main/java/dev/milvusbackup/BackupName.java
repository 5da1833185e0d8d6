package dev.milvusbackup;

import dev.milvusbackup.error.InvalidRequestException;
import java.util.regex.Pattern;

/**
 * A valid name of a backup, which is also the name of its directory: at most {@value #MAX_LENGTH}
 * ASCII letters, digits, {@code _}, {@code -} and {@code .}, of which the first is a letter, a
 * digit or {@code _}.
 *
 * <p>The Go tool accepts fewer names when it creates a backup (no {@code -}, no {@code .}, no digit
 * at the start) but any name when it reads one, so it can restore all backups with valid names.
 *
 * @param value the name
 */
public record BackupName(String value) {

  /** The maximum length of a name in characters: {@value}. */
  public static final int MAX_LENGTH = 128;

  private static final Pattern VALID = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]*");

  /**
   * Checks a name.
   *
   * @param value the name
   * @throws InvalidRequestException if the name is not valid
   */
  public BackupName {
    if (value.isEmpty()) {
      throw invalid("", "it is empty");
    }
    if (value.length() > MAX_LENGTH) {
      throw invalid(
          value.substring(0, 32) + "…",
          "it has " + value.length() + " characters, " + MAX_LENGTH + " are allowed");
    }
    if (!VALID.matcher(value).matches()) {
      throw invalid(
          value, "it contains characters other than ASCII letters, digits, '_', '-' and '.'");
    }
  }

  @Override
  public String toString() {
    return value;
  }

  private static InvalidRequestException invalid(String value, String why) {
    return new InvalidRequestException(
        "Cannot use backup name '%s': %s. Choose a name such as 'nightly-2026-08-22' that starts with a letter, a digit or '_'."
            .formatted(printable(value), why));
  }

  private static String printable(String value) {
    return value.replaceAll("\\p{Cntrl}", "?");
  }
}
