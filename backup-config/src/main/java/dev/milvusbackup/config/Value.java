package dev.milvusbackup.config;

/** A value as written, and where. */
record Value(String text, Origin origin) {

  /** The same place with another reading of it. */
  Value as(String otherText) {
    return new Value(otherText, origin);
  }

  boolean isGiven() {
    return origin.source() != ConfigSource.DEFAULT;
  }

  boolean outranks(Value other) {
    return origin.source().compareTo(other.origin.source()) > 0;
  }
}
