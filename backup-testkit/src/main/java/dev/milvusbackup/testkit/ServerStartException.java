package dev.milvusbackup.testkit;

import dev.milvusbackup.error.BackupException;
import org.jspecify.annotations.Nullable;

/** A test server did not start. The message contains the output of the launcher and the server. */
public final class ServerStartException extends BackupException {

  private static final long serialVersionUID = 1L;

  /** Whether the machine lacks a requirement. */
  private final boolean missing;

  private ServerStartException(String message, boolean missing, @Nullable Throwable cause) {
    super(message, cause);
    this.missing = missing;
  }

  /**
   * Creates an exception for a server or a download that failed.
   *
   * @param message what did not start, why, and the way out
   * @param cause the cause, or null
   * @return the exception
   */
  public static ServerStartException failed(String message, @Nullable Throwable cause) {
    return new ServerStartException(message, false, cause);
  }

  /**
   * Creates an exception for a machine that lacks a requirement: Python, Go, or a supported
   * processor.
   *
   * @param message what did not start, what is missing, and the way out
   * @param cause the cause, or null
   * @return the exception
   */
  public static ServerStartException missing(String message, @Nullable Throwable cause) {
    return new ServerStartException(message, true, cause);
  }

  /**
   * Returns whether the machine lacks a requirement, so that another attempt cannot succeed.
   *
   * @return true if a requirement is missing, false if a server or a download failed
   */
  public boolean missingOnThisMachine() {
    return missing;
  }
}
