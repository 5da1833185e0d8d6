package dev.milvusbackup.internal.milvus;

import dev.milvusbackup.error.UnsupportedVersionException;

/** The servers whose segments this library knows how to back up and restore. */
public final class SupportedServers {

  private SupportedServers() {}

  /**
   * Refuses other servers. From 2.4 on deletes lie in segments of their own and imports go another
   * way: copying blindly would lose data without a word.
   */
  public static void require(ServerVersion server, String verb) {
    if (!isSupported(server)) {
      throw new UnsupportedVersionException(
          "Cannot %s: Milvus %s is not supported, only 2.2 and 2.3 are. Use a later version of this library, or the Go tool."
              .formatted(verb, server));
    }
  }

  public static boolean isSupported(ServerVersion server) {
    return server.isAtLeast(2, 2) && !server.isAtLeast(2, 4);
  }
}
