package dev.milvusbackup.config.internal;

/** A value does not have the form of its key. The message says why, and contains no secret. */
final class MalformedValueException extends Exception {

  private static final long serialVersionUID = 1L;

  private final String why;
  private final String form;

  MalformedValueException(String why) {
    this(why, "a host name or an IP address alone; the port has a key of its own");
  }

  MalformedValueException(String why, String form) {
    super(why);
    this.why = why;
    this.form = form;
  }

  String why() {
    return why;
  }

  /** What to write instead. */
  String form() {
    return form;
  }
}
