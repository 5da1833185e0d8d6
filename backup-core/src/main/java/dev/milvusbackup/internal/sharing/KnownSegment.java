package dev.milvusbackup.internal.sharing;

import java.util.HexFormat;
import java.util.Optional;

/**
 * A segment that the backup store holds, in plain numbers, since there may be a hundred thousand.
 *
 * @param logs how many
 * @param hash of the sum of its logs
 */
record KnownSegment(String root, long id, int logs, long hash) {

  static KnownSegment of(String root, long id, LogSum sum) {
    return new KnownSegment(root, id, sum.count(), sum.hash());
  }

  LogSum sum() {
    return new LogSum(logs, hash);
  }

  /**
   * A fingerprint without its text.
   *
   * @param high the first half of its digits
   * @param low the second half
   */
  record PackedFingerprint(long high, long low) {

    private static final int DIGITS = 16;

    /** Empty if the text has another form, so that nothing is known by it. */
    static Optional<PackedFingerprint> of(String fingerprint) {
      try {
        return fingerprint.length() == 2 * DIGITS
            ? Optional.of(
                new PackedFingerprint(
                    HexFormat.fromHexDigitsToLong(fingerprint, 0, DIGITS),
                    HexFormat.fromHexDigitsToLong(fingerprint, DIGITS, 2 * DIGITS)))
            : Optional.empty();
      } catch (NumberFormatException e) {
        return Optional.empty();
      }
    }
  }
}
