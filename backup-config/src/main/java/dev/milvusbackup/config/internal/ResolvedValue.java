package dev.milvusbackup.config.internal;

import dev.milvusbackup.config.ConfigSource;

/** A value as written, with its place. */
public record ResolvedValue(String text, Origin origin) {

  /** Returns a copy with another value from the same place. */
  public ResolvedValue as(String otherText) {
    return new ResolvedValue(otherText, origin);
  }

  public boolean isGiven() {
    return origin.source() != ConfigSource.DEFAULT;
  }

  public boolean outranks(ResolvedValue other) {
    return origin.source().compareTo(other.origin.source()) > 0;
  }
}
