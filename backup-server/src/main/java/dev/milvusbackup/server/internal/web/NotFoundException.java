package dev.milvusbackup.server.internal.web;

import dev.milvusbackup.error.BackupException;

/** An unknown job or backup, with the Go tool's message. */
final class NotFoundException extends BackupException {

  private static final long serialVersionUID = 1L;

  NotFoundException(String message) {
    super(message, null);
  }
}
