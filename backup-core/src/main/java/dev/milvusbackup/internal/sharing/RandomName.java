package dev.milvusbackup.internal.sharing;

import java.util.UUID;

/** Names that no two jobs have in common. */
public final class RandomName {

  private RandomName() {}

  public static String next() {
    return UUID.randomUUID().toString().replace("-", "");
  }
}
