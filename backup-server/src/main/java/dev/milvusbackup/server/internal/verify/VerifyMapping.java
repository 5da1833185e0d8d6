package dev.milvusbackup.server.internal.verify;

import dev.milvusbackup.VerifyDepth;
import dev.milvusbackup.VerifyRequest;
import dev.milvusbackup.error.InvalidRequestException;
import dev.milvusbackup.server.internal.verify.VerifyBody.VerifyScope;
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
    String name = body.job().backupName();
    if (name == null || name.isEmpty()) {
      throw new InvalidRequestException("Cannot verify: backup_name is missing.");
    }
    VerifyScope scope = body.scope();
    VerifyRequest.Builder request =
        VerifyRequest.builder().backup(name).id(id).depth(depth(scope.depth()));
    if (scope.samplePercent() != 0) {
      request.samplePercent(scope.samplePercent());
    }
    if (scope.seed() != null) {
      request.seed(scope.seed());
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
