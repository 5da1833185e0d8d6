package dev.milvusbackup.server.internal.verify;

import dev.milvusbackup.VerifyDepth;
import dev.milvusbackup.VerifyRequest;
import dev.milvusbackup.error.InvalidRequestException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Converts the body of verify to the library's request. */
final class VerifyMapping {

  private VerifyMapping() {}

  /**
   * The request.
   *
   * @param id of the job
   * @throws InvalidRequestException if the body requests something unsupported
   */
  static VerifyRequest request(VerifyBody body, String id) {
    if (body.backupName() == null || body.backupName().isEmpty()) {
      throw new InvalidRequestException("Cannot verify: backup_name is missing.");
    }
    VerifyRequest.Builder request =
        VerifyRequest.builder().backup(body.backupName()).id(id).depth(depth(body.depth()));
    if (body.samplePercent() != 0) {
      request.samplePercent(body.samplePercent());
    }
    if (body.seed() != null) {
      request.seed(body.seed());
    }
    return request.build();
  }

  private static VerifyDepth depth(@Nullable String depth) {
    if (depth == null || depth.isEmpty()) {
      return VerifyDepth.CONTENT;
    }
    try {
      return VerifyDepth.valueOf(depth.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new InvalidRequestException(
          "Cannot verify: unknown depth. Known: metadata, presence, content, restore.", e);
    }
  }
}
