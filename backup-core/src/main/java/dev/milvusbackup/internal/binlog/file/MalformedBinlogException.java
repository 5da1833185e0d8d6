package dev.milvusbackup.internal.binlog.file;

/** A file is not a valid binlog. The message gives the reason, to follow the name of the file. */
public final class MalformedBinlogException extends Exception {

  private static final long serialVersionUID = 1L;

  MalformedBinlogException(String message) {
    super(message);
  }
}
