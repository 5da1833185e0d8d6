package dev.milvusbackup.error;

import org.jspecify.annotations.Nullable;

/** Milvus rejects the credentials, or the user lacks a privilege. */
public class MilvusAuthenticationException extends MilvusException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception with a cause.
   *
   * @param message the operation, the reason, and the way out
   * @param cause the cause, or null
   */
  public MilvusAuthenticationException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /**
   * Creates an exception without a cause.
   *
   * @param message the operation, the reason, and the way out
   */
  public MilvusAuthenticationException(String message) {
    this(message, null);
  }
}
