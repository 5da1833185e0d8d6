package dev.milvusbackup.internal.binlog.rows;

/** The remaining rows of a collection cannot be counted; the message says why. */
public final class UncountableException extends Exception {

  private static final long serialVersionUID = 1L;

  UncountableException(String why) {
    super(why);
  }

  UncountableException(String why, Throwable cause) {
    super(why, cause);
  }
}
