package dev.milvusbackup.storage;

import java.util.HexFormat;
import java.util.Locale;

/**
 * A digest of an object's content.
 *
 * @param algorithm the name of the algorithm in {@link java.security.MessageDigest}, such as {@code
 *     SHA-256}
 * @param hex the digest in lower-case hexadecimal digits
 */
public record Digest(String algorithm, String hex) {

  /** The algorithm used for bytes that pass through this library: {@value}. */
  public static final String SHA_256 = "SHA-256";

  /** The algorithm of S3's single-part ETags: {@value}. */
  public static final String MD5 = "MD5";

  /**
   * Checks the digits and converts them to lower case.
   *
   * @param algorithm the name of the algorithm
   * @param hex the digest in hexadecimal digits, in either case
   * @throws IllegalArgumentException if {@code hex} is not an even number of hexadecimal digits
   */
  public Digest {
    HexFormat.of().parseHex(hex);
    hex = hex.toLowerCase(Locale.ROOT);
  }

  /**
   * Creates a digest from its bytes.
   *
   * @param algorithm the name of the algorithm
   * @param bytes the digest
   * @return the digest
   */
  public static Digest of(String algorithm, byte[] bytes) {
    return new Digest(algorithm, HexFormat.of().formatHex(bytes));
  }

  /**
   * Returns whether a comparison of the two digests can show that the contents differ.
   *
   * @param other another digest
   * @return true if both use the same algorithm
   */
  public boolean isComparableTo(Digest other) {
    return algorithm.equals(other.algorithm);
  }

  /**
   * Returns whether the two digests prove that the contents differ.
   *
   * @param other another digest
   * @return true if both use the same algorithm and differ
   */
  public boolean contradicts(Digest other) {
    return isComparableTo(other) && !equals(other);
  }
}
