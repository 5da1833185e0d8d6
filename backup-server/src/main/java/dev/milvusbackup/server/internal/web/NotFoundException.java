package dev.milvusbackup.server.internal.web;

import dev.milvusbackup.error.BackupException;

/** A job or backup that nobody knows, in the words of the Go tool. */
final class NotFoundException extends BackupException {

  private static final long serialVersionUID = 1L;

  NotFoundException(String message) {
    super(message, null);
  }
}
