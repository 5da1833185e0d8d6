package dev.milvusbackup.config;

/** A value as written, and where. */
record ResolvedValue(String text, Origin origin) {

  /** The same place with another reading of it. */
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
