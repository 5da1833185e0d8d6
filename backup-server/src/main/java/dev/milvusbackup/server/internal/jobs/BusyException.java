package dev.milvusbackup.server.internal.jobs;

import dev.milvusbackup.error.BackupException;

/** Another job has to end first. */
public final class BusyException extends BackupException {

  private static final long serialVersionUID = 1L;

  public BusyException(String message) {
    super(message, null);
  }

  @Override
  public boolean retryable() {
    return true;
  }
}
