package dev.milvusbackup.storage.minio;

import dev.milvusbackup.storage.s3api.S3Failure;
import io.minio.errors.ErrorResponseException;
import io.minio.errors.InvalidResponseException;
import io.minio.errors.ServerException;
import io.minio.messages.ErrorResponse;
import java.io.IOException;
import java.security.ProviderException;
import java.util.concurrent.CompletionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Converts exceptions of the MinIO client to failures of the protocol. They do not become causes,
 * since they print the request's headers, including the session token.
 */
final class MinioErrors {

  private static final Pattern STATUS = Pattern.compile("Response code: (\\d{3})");

  private MinioErrors() {}

  static S3Failure failure(Throwable thrown) {
    if (thrown instanceof CompletionException && thrown.getCause() != null) {
      return failure(thrown.getCause());
    }
    if (thrown instanceof S3Failure already) {
      return already;
    }
    if (thrown instanceof ErrorResponseException e) {
      ErrorResponse response = e.errorResponse();
      return S3Failure.answered(e.response().code(), response.code(), response.message(), null);
    }
    if (thrown instanceof ServerException e) {
      return S3Failure.answered(e.statusCode(), null, null, null);
    }
    if (thrown instanceof InvalidResponseException e) {
      return withoutXml(e);
    }
    if (thrown instanceof ProviderException e) {
      return S3Failure.noCredentials(e.getMessage(), null);
    }
    IOException network = networkFault(thrown);
    return network == null ? S3Failure.other(thrown) : S3Failure.unreachable(network);
  }

  /** Proxies and gateways answer in HTML. */
  private static S3Failure withoutXml(InvalidResponseException e) {
    Matcher status = STATUS.matcher(String.valueOf(e.getMessage()));
    return status.find()
        ? S3Failure.answered(Integer.parseInt(status.group(1)), null, "the answer is not S3", null)
        : S3Failure.other(e);
  }

  private static @Nullable IOException networkFault(Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t instanceof IOException io) {
        return io;
      }
    }
    return null;
  }
}
