package dev.milvusbackup.server.internal.jobs;

import dev.milvusbackup.error.BackupException;

/** The server takes no new jobs. */
final class ServerStoppingException extends BackupException {

  private static final long serialVersionUID = 1L;

  ServerStoppingException() {
    super("Cannot start a job: the server is stopping. Try again after its restart.", null);
  }

  @Override
  public boolean retryable() {
    return true;
  }
}
