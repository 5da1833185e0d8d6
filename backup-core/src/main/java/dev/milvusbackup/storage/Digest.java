package dev.milvusbackup.storage;

import java.util.HexFormat;
import java.util.Locale;

/**
 * A digest of an object's content.
 *
 * @param algorithm as {@link java.security.MessageDigest} names it, such as {@code SHA-256}
 * @param hex the digest in lower-case hexadecimal digits
 */
public record Digest(String algorithm, String hex) {

  /** The algorithm used for bytes that pass through this library: {@value}. */
  public static final String SHA_256 = "SHA-256";

  /** The algorithm of S3's single-part ETags: {@value}. */
  public static final String MD5 = "MD5";

  /**
   * Checks the digits.
   *
   * @param algorithm as above
   * @param hex as above, in either case
   * @throws IllegalArgumentException if {@code hex} is not an even number of hexadecimal digits
   */
  public Digest {
    HexFormat.of().parseHex(hex);
    hex = hex.toLowerCase(Locale.ROOT);
  }

  /**
   * A digest from its bytes.
   *
   * @param algorithm the algorithm's name
   * @param bytes the digest
   * @return the digest
   */
  public static Digest of(String algorithm, byte[] bytes) {
    return new Digest(algorithm, HexFormat.of().formatHex(bytes));
  }

  /**
   * Whether comparing the two digests can show that the contents differ.
   *
   * @param other another digest
   * @return true if both use the same algorithm
   */
  public boolean isComparableTo(Digest other) {
    return algorithm.equals(other.algorithm);
  }

  /**
   * Whether it proves that the contents differ.
   *
   * @param other another digest
   * @return true if both use the same algorithm and differ
   */
  public boolean contradicts(Digest other) {
    return isComparableTo(other) && !equals(other);
  }
}
