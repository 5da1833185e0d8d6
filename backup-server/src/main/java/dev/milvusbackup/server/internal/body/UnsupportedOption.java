package dev.milvusbackup.server.internal.body;

import dev.milvusbackup.error.InvalidRequestException;

/** Refuses an unsupported option that would change the result. */
public final class UnsupportedOption {

  private UnsupportedOption() {}

  public static void refuse(boolean given, String option, String why) {
    if (given) {
      throw new InvalidRequestException(
          "Option '%s' is not supported: this version %s. Send the request without it."
              .formatted(option, why));
    }
  }
}
