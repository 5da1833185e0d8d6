package dev.milvusbackup.server.internal.http;

import dev.milvusbackup.error.BackupException;

/** An unknown job or backup, with the Go tool's message. */
public final class NotFoundException extends BackupException {

  private static final long serialVersionUID = 1L;

  public NotFoundException(String message) {
    super(message, null);
  }
}
