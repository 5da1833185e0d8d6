package dev.milvusbackup.storage.minio;

import dev.milvusbackup.storage.s3api.S3Answer;
import dev.milvusbackup.storage.s3api.S3Failure;
import io.minio.errors.ErrorResponseException;
import io.minio.errors.ServerException;
import io.minio.errors.XmlParserException;
import io.minio.messages.ErrorResponse;
import java.io.IOException;
import java.security.ProviderException;
import java.util.concurrent.CompletionException;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Converts exceptions of the MinIO client to failures of the protocol. They do not become causes,
 * since they print the request's headers, including the session token.
 */
final class MinioErrors {

  private MinioErrors() {}

  static S3Failure failure(Throwable thrown) {
    S3Failure known = known(thrown);
    if (known != null) {
      return known;
    }
    if (thrown instanceof CompletionException && thrown.getCause() != null) {
      return failure(thrown.getCause());
    }
    if (thrown instanceof ErrorResponseException e) {
      return S3Failure.answered(answer(e), null);
    }
    if (thrown instanceof ServerException e) {
      return S3Failure.answered(S3Answer.of(e.statusCode(), name -> null, new byte[0]), null);
    }
    if (thrown instanceof XmlParserException) {
      return S3Failure.unreadable(thrown);
    }
    if (thrown instanceof ProviderException e) {
      return S3Failure.noCredentials(e.getMessage(), null);
    }
    IOException network = networkFault(thrown);
    return network == null ? S3Failure.other(thrown) : S3Failure.unreachable(network);
  }

  /** The client makes up a code for an answer to HEAD; it parses that of the others. */
  private static S3Answer answer(ErrorResponseException e) {
    Response response = e.response();
    ErrorResponse error = e.errorResponse();
    return response.request().method().equals("HEAD")
        ? S3Answer.of(response.code(), response::header, new byte[0])
        : S3Answer.parsed(response.code(), error.code(), error.message());
  }

  private static @Nullable S3Failure known(Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t instanceof S3Failure already) {
        return already;
      }
    }
    return null;
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
