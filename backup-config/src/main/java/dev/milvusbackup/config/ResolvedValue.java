package dev.milvusbackup.config;

/** A value as written, with its place. */
record ResolvedValue(String text, Origin origin) {

  /** Returns a copy with another value from the same place. */
  ResolvedValue as(String otherText) {
    return new ResolvedValue(otherText, origin);
  }

  boolean isGiven() {
    return origin.source() != ConfigSource.DEFAULT;
  }

  boolean outranks(ResolvedValue other) {
    return origin.source().compareTo(other.origin.source()) > 0;
  }
}
