package dev.milvusbackup.storage;

import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * The name of an object inside a store, such as {@code nightly/meta/full_meta.json}.
 *
 * <p>Segments are separated by {@code /}; none is empty, {@code .} or {@code ..}, so a key can
 * never point outside its store. {@link #ROOT} names the store itself and is valid for listings
 * only. Ordered by the bytes of its UTF-8 form, as object stores list.
 *
 * @param path the key without a slash at either end; empty only for {@link #ROOT}
 */
public record ObjectKey(String path) implements Comparable<ObjectKey> {

  /** The top level of the store. */
  public static final ObjectKey ROOT = new ObjectKey("");

  /** The longest key in bytes of UTF-8, as in S3: {@value}. */
  public static final int MAX_BYTES = 1024;

  private static final int MOST_BYTES_PER_CHAR = 3;

  /**
   * Checks the path.
   *
   * @param path the key without a slash at either end
   * @throws IllegalArgumentException if it is not a valid key
   */
  public ObjectKey {
    Objects.requireNonNull(path, "path");
    if (!path.isEmpty()) {
      check(path);
    }
  }

  /**
   * Returns the key of a path.
   *
   * @param path segments separated by {@code /}
   * @return the key
   * @throws IllegalArgumentException if it is not a valid key
   */
  public static ObjectKey of(String path) {
    return new ObjectKey(path);
  }

  /**
   * Returns a key below this one.
   *
   * @param relative one or more segments
   * @return this key followed by those segments
   * @throws IllegalArgumentException if the result is not a valid key
   */
  public ObjectKey resolve(String relative) {
    return new ObjectKey(path.isEmpty() ? relative : path + "/" + relative);
  }

  /**
   * Returns the part of this key that follows a directory.
   *
   * @param directory a key that this one is below
   * @return the remaining segments
   * @throws IllegalArgumentException if this key is not below it
   */
  public String relativeTo(ObjectKey directory) {
    if (!isBelow(directory)) {
      throw new IllegalArgumentException("'" + path + "' is not below '" + directory.path + "'");
    }
    return directory.path.isEmpty() ? path : path.substring(directory.path.length() + 1);
  }

  /**
   * Returns whether this key is below a directory, at any depth.
   *
   * @param directory the directory
   * @return true if this key is below it
   */
  public boolean isBelow(ObjectKey directory) {
    if (directory.path.isEmpty()) {
      return !path.isEmpty();
    }
    return path.length() > directory.path.length()
        && path.startsWith(directory.path)
        && path.charAt(directory.path.length()) == '/';
  }

  @Override
  public int compareTo(ObjectKey other) {
    // UTF-16 order differs from the stores' UTF-8 order only where surrogates meet U+E000-U+FFFF.
    return compareByCodePoint(path, other.path);
  }

  @Override
  public String toString() {
    return path;
  }

  private static int compareByCodePoint(String a, String b) {
    int length = Math.min(a.length(), b.length());
    for (int i = 0; i < length; i++) {
      char x = a.charAt(i);
      char y = b.charAt(i);
      if (x != y) {
        boolean surrogates = Character.isSurrogate(x) != Character.isSurrogate(y);
        return surrogates ? (Character.isSurrogate(x) ? 1 : -1) : Character.compare(x, y);
      }
    }
    return Integer.compare(a.length(), b.length());
  }

  /** In one pass: a backup has a key for every binlog, and builds it level by level. */
  private static void check(String path) {
    int start = 0;
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c == '/') {
        checkSegment(path, start, i);
        start = i + 1;
      } else if (c < 0x20 || c == 0x7f || c == '\\') {
        throw new IllegalArgumentException(
            "Invalid object key '" + path + "': control characters and '\\' are not allowed");
      }
    }
    checkSegment(path, start, path.length());
    if (path.length() > MAX_BYTES / MOST_BYTES_PER_CHAR
        && path.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
      throw new IllegalArgumentException(
          "Invalid object key of " + path.length() + " characters: over " + MAX_BYTES + " bytes");
    }
  }

  private static void checkSegment(String path, int start, int end) {
    int length = end - start;
    if (length <= 2 && path.regionMatches(start, "..", 0, length)) {
      throw new IllegalArgumentException(
          "Invalid object key '" + path + "': no segment may be empty, '.' or '..'");
    }
  }
}
