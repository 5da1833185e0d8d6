package dev.milvusbackup.internal.milvus.server;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The version of a Milvus server.
 *
 * @param text as reported by the server, such as {@code v2.3.5-lite}
 */
public record ServerVersion(String text, int major, int minor, int patch)
    implements Comparable<ServerVersion> {

  private static final Pattern NUMBERS =
      Pattern.compile("v?(\\d{1,4})\\.(\\d{1,4})(?:\\.(\\d{1,6}))?(\\D.*)?");
  private static final Comparator<ServerVersion> ORDER =
      Comparator.comparingInt(ServerVersion::major)
          .thenComparingInt(ServerVersion::minor)
          .thenComparingInt(ServerVersion::patch);

  /**
   * A version that is not a number (such as the build of a branch) counts as newer than any other,
   * and one without a third number ({@code 2.6-20260101-abcdef}) as newer than all with one.
   */
  public static ServerVersion parse(String text) {
    Matcher matcher = NUMBERS.matcher(text.trim());
    if (!matcher.matches()) {
      return new ServerVersion(text, Integer.MAX_VALUE, 0, 0);
    }
    return new ServerVersion(
        text,
        Integer.parseInt(matcher.group(1)),
        Integer.parseInt(matcher.group(2)),
        matcher.group(3) == null ? Integer.MAX_VALUE : Integer.parseInt(matcher.group(3)));
  }

  /** Whether it is a Milvus Lite (3.2.2 reports {@code milvus_lite-3.2.2}). */
  public boolean isMilvusLite() {
    return text.startsWith("milvus_lite");
  }

  public boolean isAtLeast(int otherMajor, int otherMinor) {
    return isAtLeast(otherMajor, otherMinor, 0);
  }

  /** Release candidates and other builds of a version count as that version. */
  public boolean isAtLeast(int otherMajor, int otherMinor, int otherPatch) {
    return compareTo(new ServerVersion("", otherMajor, otherMinor, otherPatch)) >= 0;
  }

  /** Compares the numbers only, so that two builds of one version are equal. */
  @Override
  public int compareTo(ServerVersion other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return text;
  }
}
