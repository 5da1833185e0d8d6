package dev.milvusbackup.config;

/**
 * A secret text. {@link #toString()} hides it, so that records with secrets can be printed.
 *
 * @param value the text
 */
public record Secret(String value) {

  static final String MASK = "****";

  /** No secret. */
  public static final Secret NONE = new Secret("");

  /**
   * Returns whether a secret is set.
   *
   * @return true if the text is not empty
   */
  public boolean isPresent() {
    return !value.isEmpty();
  }

  @Override
  public String toString() {
    return isPresent() ? MASK : "";
  }
}
