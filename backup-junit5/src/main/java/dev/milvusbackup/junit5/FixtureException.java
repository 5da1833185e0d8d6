package dev.milvusbackup.junit5;

import dev.milvusbackup.error.BackupException;
import org.jspecify.annotations.Nullable;

/** The fixture of a test cannot be created or removed. The cause, if any, is the failure. */
public final class FixtureException extends BackupException {

  private static final long serialVersionUID = 1L;

  FixtureException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  FixtureException(String message) {
    this(message, null);
  }
}
