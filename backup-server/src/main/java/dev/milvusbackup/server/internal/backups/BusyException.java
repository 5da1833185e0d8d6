package dev.milvusbackup.server.internal.backups;

import dev.milvusbackup.error.BackupException;

/** Another job has to end first. */
final class BusyException extends BackupException {

  private static final long serialVersionUID = 1L;

  BusyException(String message) {
    super(message, null);
  }

  @Override
  public boolean retryable() {
    return true;
  }
}
