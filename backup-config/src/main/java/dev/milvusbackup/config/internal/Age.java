package dev.milvusbackup.config.internal;

import dev.milvusbackup.error.InvalidRequestException;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The age of a backup as users write it. */
public final class Age {

  private static final Pattern SHORT = Pattern.compile("(\\d{1,6})([hdw])");

  private Age() {}

  /**
   * Reads an age.
   *
   * @param text {@code 12h}, {@code 30d}, {@code 8w}, or a duration of ISO 8601 such as {@code
   *     PT90M}
   * @throws InvalidRequestException if it is none
   */
  public static Duration parse(String text) {
    Matcher matcher = SHORT.matcher(text);
    if (matcher.matches()) {
      long count = Long.parseLong(matcher.group(1));
      return switch (matcher.group(2)) {
        case "h" -> Duration.ofHours(count);
        case "d" -> Duration.ofDays(count);
        default -> Duration.ofDays(7 * count);
      };
    }
    try {
      return Duration.parse(text);
    } catch (DateTimeException e) {
      throw new InvalidRequestException(
          "Cannot read the age '%s': it is not a number of hours, days or weeks. Write it as 12h, 30d or 8w."
              .formatted(text.length() > 40 ? text.substring(0, 40) + "…" : text),
          e);
    }
  }
}
