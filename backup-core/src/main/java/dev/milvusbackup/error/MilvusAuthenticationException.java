package dev.milvusbackup.error;

import org.jspecify.annotations.Nullable;

/** Milvus refuses the user, the password, or the user's privileges. */
public class MilvusAuthenticationException extends MilvusException {

  private static final long serialVersionUID = 1L;

  /**
   * With a cause.
   *
   * @param message what cannot be done, why, and the way out
   * @param cause what led to it, or null
   */
  public MilvusAuthenticationException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /**
   * Without a cause.
   *
   * @param message what cannot be done, why, and the way out
   */
  public MilvusAuthenticationException(String message) {
    this(message, null);
  }
}
