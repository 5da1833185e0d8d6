package dev.milvusbackup.internal.format;

import dev.milvusbackup.error.InvalidRequestException;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The rules for what users write on a backup: they end up in metadata, listings and terminals. */
public final class Labels {

  private static final int MOST = 32;
  private static final int LONGEST_VALUE = 255;
  private static final int LONGEST_DESCRIPTION = 1000;
  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_./-]{0,62}");
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

  private Labels() {}

  /**
   * Checks labels.
   *
   * @return a sorted copy
   * @throws InvalidRequestException if one is not valid
   */
  public static Map<String, String> check(Map<String, String> labels) {
    if (labels.size() > MOST) {
      throw new InvalidRequestException(
          "Cannot label the backup: it has %d labels, %d are allowed. Leave some out."
              .formatted(labels.size(), MOST));
    }
    labels.forEach(Labels::check);
    return Collections.unmodifiableMap(new TreeMap<>(labels));
  }

  /**
   * Checks one label.
   *
   * @throws InvalidRequestException if it is not valid
   */
  public static void check(String key, String value) {
    if (!KEY.matcher(key).matches()) {
      throw new InvalidRequestException(
          "Cannot use the label '%s': its key is not of 1 to 63 ASCII letters, digits, '_', '-', '.' and '/', the first a letter or digit. Choose one such as 'env'."
              .formatted(printable(key)));
    }
    if (value.length() > LONGEST_VALUE || CONTROL.matcher(value).find()) {
      throw new InvalidRequestException(
          "Cannot use the label '%s': its value has control characters or more than %d characters. Shorten it."
              .formatted(key, LONGEST_VALUE));
    }
  }

  /**
   * Checks a description.
   *
   * @throws InvalidRequestException if it is not valid
   */
  public static String checkDescription(String description) {
    if (description.length() > LONGEST_DESCRIPTION || CONTROL.matcher(description).find()) {
      throw new InvalidRequestException(
          "Cannot use the description: it has line breaks, other control characters or more than %d characters. Shorten it to one line."
              .formatted(LONGEST_DESCRIPTION));
    }
    return description;
  }

  private static String printable(String key) {
    String shown = key.length() > 64 ? key.substring(0, 64) + "…" : key;
    return CONTROL.matcher(shown).replaceAll("?");
  }
}
