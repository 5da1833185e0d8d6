package dev.milvusbackup.storage.s3;

import dev.milvusbackup.storage.s3api.S3Answer;
import dev.milvusbackup.storage.s3api.S3Failure;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;

/**
 * Judges answers before the SDK does: for some requests it drops the body of an error, and it
 * parses a web page as XML.
 */
final class AnswerCheck implements ExecutionInterceptor {

  @Override
  public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
    SdkHttpResponse response = context.httpResponse();
    int status = response.statusCode();
    if (!response.isSuccessful()) {
      boolean silent = context.httpRequest().method() == SdkHttpMethod.HEAD;
      byte[] body = silent ? new byte[0] : body(context.responseBody());
      throw S3Failure.answered(S3Answer.of(status, S3Errors.headers(response), body), null);
    }
    if (isOfObject(context.request())) {
      return; // its ETag is checked later
    }
    try {
      S3Answer.requireXml(status, S3Errors.headers(response));
    } catch (S3Failure e) {
      body(context.responseBody());
      throw e;
    }
  }

  private static boolean isOfObject(SdkRequest request) {
    return request instanceof GetObjectRequest
        || request instanceof HeadObjectRequest
        || request instanceof PutObjectRequest
        || request instanceof UploadPartRequest;
  }

  /** Reads the beginning and releases the connection. */
  private static byte[] body(Optional<InputStream> content) {
    try (InputStream in = content.orElseGet(InputStream::nullInputStream)) {
      return in.readNBytes(S3Answer.MOST_BYTES);
    } catch (IOException e) {
      return new byte[0]; // the status and the headers are known
    }
  }
}
