package dev.milvusbackup.server.internal.http;

/** A request body that cannot be read; its message gives the reason without quoting it. */
public final class MalformedBodyException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public MalformedBodyException(String why) {
    super(why);
  }
}
