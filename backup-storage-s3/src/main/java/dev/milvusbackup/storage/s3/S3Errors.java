package dev.milvusbackup.storage.s3;

import dev.milvusbackup.storage.s3api.S3Answer;
import dev.milvusbackup.storage.s3api.S3Failure;
import java.io.IOException;
import java.util.function.Function;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.http.SdkHttpResponse;

/** Converts exceptions of the AWS SDK to failures of the protocol. */
final class S3Errors {

  private S3Errors() {}

  static S3Failure failure(SdkException thrown) {
    S3Failure known = cause(thrown, S3Failure.class);
    if (known != null) {
      return known;
    }
    if (thrown instanceof SdkServiceException e) {
      return S3Failure.answered(answer(e), e);
    }
    if (thrown instanceof AbortedException || cause(thrown, InterruptedException.class) != null) {
      return S3Failure.interrupted(thrown);
    }
    if (thrown instanceof ApiCallTimeoutException
        || thrown instanceof ApiCallAttemptTimeoutException
        || cause(thrown, IOException.class) != null) {
      return S3Failure.unreachable(thrown);
    }
    if (cause(thrown, XMLStreamException.class) != null) {
      return S3Failure.unreadable(thrown);
    }
    if (String.valueOf(thrown.getMessage()).contains("credentials")) {
      return S3Failure.noCredentials(thrown.getMessage(), thrown);
    }
    return S3Failure.other(thrown);
  }

  /** The headers of an answer, for {@link S3Answer}. */
  static Function<String, @Nullable String> headers(SdkHttpResponse response) {
    return name -> response.firstMatchingHeader(name).orElse(null);
  }

  private static S3Answer answer(SdkServiceException thrown) {
    AwsErrorDetails details = thrown instanceof AwsServiceException e ? e.awsErrorDetails() : null;
    if (details == null || details.sdkHttpResponse() == null) {
      return S3Answer.of(thrown.statusCode(), name -> null, new byte[0]);
    }
    // The status of success with an error for its content. The SDK makes up the code of others.
    return details.sdkHttpResponse().isSuccessful() && details.errorCode() != null
        ? S3Answer.parsed(thrown.statusCode(), details.errorCode(), details.errorMessage())
        : S3Answer.of(thrown.statusCode(), headers(details.sdkHttpResponse()), new byte[0]);
  }

  private static <T extends Throwable> @Nullable T cause(Throwable thrown, Class<T> type) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (type.isInstance(t)) {
        return type.cast(t);
      }
    }
    return null;
  }
}
