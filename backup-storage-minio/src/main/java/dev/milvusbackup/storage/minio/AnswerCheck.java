package dev.milvusbackup.storage.minio;

import dev.milvusbackup.storage.s3api.S3Answer;
import dev.milvusbackup.storage.s3api.S3Failure;
import java.io.IOException;
import java.util.Collections;
import java.util.Set;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Judges answers before the MinIO client does: it takes the status for the error if there is no
 * XML, and a web page for success.
 */
final class AnswerCheck implements Interceptor {

  private static final String HEAD = "HEAD";

  /** Parameters of requests that neither read nor write the content of an object. */
  private static final Set<String> NOT_OF_CONTENT =
      Set.of("list-type", "location", "object-lock", "retention");

  @Override
  public Response intercept(Chain chain) throws IOException {
    Request request = chain.request();
    Response response = chain.proceed(request);
    try {
      check(request, response);
      return response;
    } catch (S3Failure e) {
      response.close();
      throw new UnusableAnswer(e);
    }
  }

  private static void check(Request request, Response response) throws IOException {
    if (response.isSuccessful()) {
      checkSuccess(request, response);
    } else if (!request.method().equals(HEAD)) { // the client looks for the region in these
      byte[] body = response.peekBody(S3Answer.MOST_BYTES).bytes();
      throw S3Failure.answered(S3Answer.of(response.code(), response::header, body), null);
    }
  }

  /** The content of the other answers is XML, which the client parses. */
  private static void checkSuccess(Request request, Response response) {
    boolean ofContent = Collections.disjoint(request.url().queryParameterNames(), NOT_OF_CONTENT);
    boolean read = request.method().equals("GET") && ofContent;
    boolean copy = request.header("x-amz-copy-source") != null;
    if (request.method().equals("PUT") && ofContent && !copy) {
      S3Answer.requireStored(response.code(), response::header);
    } else if (read || request.method().equals(HEAD)) {
      S3Answer.requireObject(response.code(), response::header);
    } else {
      S3Answer.requireXml(response.code(), response::header);
    }
  }

  /** Carries a failure through OkHttp, which passes on nothing but this. */
  private static final class UnusableAnswer extends IOException {

    private static final long serialVersionUID = 1L;

    UnusableAnswer(S3Failure failure) {
      super(failure.getMessage(), failure);
    }
  }
}
