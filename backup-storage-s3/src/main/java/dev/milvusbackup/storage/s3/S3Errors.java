package dev.milvusbackup.storage.s3;

import dev.milvusbackup.storage.s3api.S3Failure;
import java.io.IOException;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;

/** Converts exceptions of the AWS SDK to failures of the protocol. */
final class S3Errors {

  private S3Errors() {}

  static S3Failure failure(SdkException thrown) {
    if (thrown instanceof AwsServiceException e && e.awsErrorDetails() != null) {
      AwsErrorDetails details = e.awsErrorDetails();
      return S3Failure.answered(e.statusCode(), details.errorCode(), details.errorMessage(), e);
    }
    if (thrown instanceof SdkServiceException e) {
      return S3Failure.answered(e.statusCode(), null, null, e);
    }
    if (thrown instanceof AbortedException || hasCause(thrown, InterruptedException.class)) {
      return S3Failure.interrupted(thrown);
    }
    if (thrown instanceof ApiCallTimeoutException
        || thrown instanceof ApiCallAttemptTimeoutException
        || hasCause(thrown, IOException.class)) {
      return S3Failure.unreachable(thrown);
    }
    if (String.valueOf(thrown.getMessage()).contains("credentials")) {
      return S3Failure.noCredentials(thrown.getMessage(), thrown);
    }
    return S3Failure.other(thrown);
  }

  private static boolean hasCause(Throwable thrown, Class<? extends Throwable> type) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (type.isInstance(t)) {
        return true;
      }
    }
    return false;
  }
}
