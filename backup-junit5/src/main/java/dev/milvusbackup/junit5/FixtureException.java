package dev.milvusbackup.junit5;

import dev.milvusbackup.error.BackupException;
import org.jspecify.annotations.Nullable;

/**
 * The fixture of a test cannot be made or removed. The cause tells what failed, if something did.
 */
public final class FixtureException extends BackupException {

  private static final long serialVersionUID = 1L;

  FixtureException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  FixtureException(String message) {
    this(message, null);
  }
}
