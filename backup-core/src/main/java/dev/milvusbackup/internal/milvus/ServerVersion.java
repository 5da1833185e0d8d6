package dev.milvusbackup.internal.milvus;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The version of a Milvus server.
 *
 * @param text as the server tells it, such as {@code v2.3.5-lite}
 */
public record ServerVersion(String text, int major, int minor) {

  private static final Pattern NUMBERS = Pattern.compile("v?(\\d{1,4})\\.(\\d{1,4})(\\D.*)?");

  /** A version that is no number (a build of a branch, say) counts as newer than any. */
  public static ServerVersion parse(String text) {
    Matcher matcher = NUMBERS.matcher(text.trim());
    return matcher.matches()
        ? new ServerVersion(
            text, Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)))
        : new ServerVersion(text, Integer.MAX_VALUE, 0);
  }

  public boolean isAtLeast(int otherMajor, int otherMinor) {
    return major > otherMajor || (major == otherMajor && minor >= otherMinor);
  }

  @Override
  public String toString() {
    return text;
  }
}
