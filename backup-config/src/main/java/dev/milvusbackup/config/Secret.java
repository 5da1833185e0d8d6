package dev.milvusbackup.config;

/**
 * Text that must not be shown. {@link #toString()} hides it, so records that hold one can be
 * printed.
 *
 * @param value the text
 */
public record Secret(String value) {

  static final String MASK = "****";

  /** No secret. */
  public static final Secret NONE = new Secret("");

  /**
   * Whether there is one.
   *
   * @return true if not empty
   */
  public boolean isPresent() {
    return !value.isEmpty();
  }

  @Override
  public String toString() {
    return isPresent() ? MASK : "";
  }
}
