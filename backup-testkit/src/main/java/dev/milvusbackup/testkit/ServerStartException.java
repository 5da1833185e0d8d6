package dev.milvusbackup.testkit;

import dev.milvusbackup.error.BackupException;
import org.jspecify.annotations.Nullable;

/** A server for tests did not start. The message holds what the launcher and the server said. */
public final class ServerStartException extends BackupException {

  private static final long serialVersionUID = 1L;

  /** Whether the machine lacks something. */
  private final boolean missing;

  private ServerStartException(String message, boolean missing, @Nullable Throwable cause) {
    super(message, cause);
    this.missing = missing;
  }

  /**
   * A server that was there, but failed.
   *
   * @param message what cannot be started, why, and the way out
   * @param cause what led to it, or null
   * @return the exception
   */
  public static ServerStartException failed(String message, @Nullable Throwable cause) {
    return new ServerStartException(message, false, cause);
  }

  /**
   * A machine that lacks something: Python, the right processor, Go.
   *
   * @param message what cannot be started, what is missing, and the way out
   * @param cause what led to it, or null
   * @return the exception
   */
  public static ServerStartException missing(String message, @Nullable Throwable cause) {
    return new ServerStartException(message, true, cause);
  }

  /**
   * Whether the machine lacks something, so that another start would not help.
   *
   * @return false if a server or a download failed
   */
  public boolean missingOnThisMachine() {
    return missing;
  }
}
