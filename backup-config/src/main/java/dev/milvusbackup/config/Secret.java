package dev.milvusbackup.config;

/**
 * Secret text. {@link #toString()} hides it, so records with secrets can be printed.
 *
 * @param value the text
 */
public record Secret(String value) {

  static final String MASK = "****";

  /** No secret. */
  public static final Secret NONE = new Secret("");

  /**
   * Whether it is set.
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
