package dev.milvusbackup.storage.s3api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milvusbackup.storage.Digest;
import dev.milvusbackup.storage.StorageException;
import dev.milvusbackup.storage.StoreUnavailableException;
import java.net.ConnectException;
import java.net.URI;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class S3FailureTest {

  @ParameterizedTest
  @CsvSource({
    "404, NoSuchBucket, BucketNotFoundException",
    "404, NoSuchKey, ObjectNotFoundException",
    "404, , StorageException",
    "404, NoSuchUpload, StorageException",
    "404, XAdminUserNotFound, StoreAccessDeniedException",
    "412, PreconditionFailed, ObjectExistsException",
    "403, AccessDenied, StoreAccessDeniedException",
    "403, InvalidAccessKeyId, StoreAccessDeniedException",
    "403, SignatureDoesNotMatch, StoreAccessDeniedException",
    "400, ExpiredToken, StoreAccessDeniedException",
    "503, SlowDown, StoreUnavailableException",
    "200, InternalError, StoreUnavailableException",
    "500, , StoreUnavailableException",
    "429, TooManyRequests, StoreUnavailableException",
    "503, SomethingNew, StoreUnavailableException",
    "403, SomethingNew, StorageException",
    "403, RequestTimeTooSkewed, StorageException",
    "403, QuotaExceeded, StorageException",
    "409, ObjectParentIsFile, StorageException",
    "403, , StorageException",
    "409, ConditionalRequestConflict, StoreUnavailableException",
    "400, RequestTimeout, StoreUnavailableException",
    "301, PermanentRedirect, StorageException",
    "400, EntityTooLarge, StorageException",
    "501, NotImplemented, StorageException",
    "507, XMinioStorageFull, StorageException",
  })
  void answersBecomeTheExceptionsOfTheLibrary(int status, @Nullable String code, String type) {
    StorageException exception = exception(answered(status, code, "text"));

    assertThat(exception.getClass().getSimpleName()).isEqualTo(type);
    assertThat(exception.retryable()).isEqualTo(exception instanceof StoreUnavailableException);
    assertThat(exception).hasMessageStartingWith("Cannot do it: ");
  }

  @Test
  void messagesSayWhatToDo() {
    assertThat(exception(answered(403, "AccessDenied", "Access Denied.")))
        .hasMessage(
            "Cannot do it: http://host refuses access (403 AccessDenied: Access Denied)."
                + " Check the credentials and their permissions.");
    assertThat(exception(answered(404, "NoSuchBucket", null)))
        .hasMessage(
            "Cannot do it: the bucket 'bucket' does not exist."
                + " Create it or correct the bucket name.");
    assertThat(exception(S3Failure.unreachable(new RuntimeException(new ConnectException("no")))))
        .hasMessage(
            "Cannot do it: http://host does not answer (java.net.ConnectException: no)."
                + " Check the address and that the service is running.");
  }

  @Test
  void anUntrustedCertificateIsNotWorthARetry() {
    SSLHandshakeException failure = new SSLHandshakeException("PKIX path building failed");
    failure.initCause(new CertificateException("unknown"));

    StorageException exception = exception(S3Failure.unreachable(failure));

    assertThat(exception.retryable()).isFalse();
    assertThat(exception).hasMessageContaining("certificate of http://host is not trusted");
  }

  @Test
  void signedUrlsAndLongMessagesAreCut() {
    String message = "see https://host/a?X-Amz-Signature=abc now " + "x".repeat(500);

    assertThat(exception(answered(400, "Odd", message)).getMessage())
        .contains("see https://host/a now")
        .doesNotContain("abc")
        .hasSizeLessThan(300);
  }

  @Test
  void onlyPlainSinglePartTagsAreDigests() {
    String md5 = "5289df737df57326fcdd22597afb1fac";
    Digest digest = new Digest(Digest.MD5, md5);

    assertThat(new S3Tag('"' + md5 + '"', null).digest()).isEqualTo(digest);
    assertThat(new S3Tag(md5, "AES256").digest()).isEqualTo(digest);
    assertThat(new S3Tag(md5, "aws:kms").digest()).isNull();
    assertThat(new S3Tag(md5, S3Tag.CUSTOMER_KEY).digest()).isNull();
    assertThat(new S3Tag(md5 + "-2", null).digest()).isNull();
    assertThat(new S3Tag(null, null).digest()).isNull();
  }

  @Test
  void partsGrowWhereTheyWouldBeTooMany() {
    S3Tuning tuning = S3Tuning.withUploadParts(8 << 20);

    assertThat(tuning.partBytes(1, 8 << 20)).isEqualTo(8 << 20);
    assertThat(tuning.partBytes(10_000L * (8 << 20), 8 << 20)).isEqualTo(8 << 20);
    assertThat(tuning.partBytes(10_000L * (8 << 20) + 1, 8 << 20)).isEqualTo(9 << 20);
  }

  @Test
  void endpointsAreWrittenInOneWay() {
    assertThat(S3Service.of(URI.create("HTTPS://Host:443/"))).isEqualTo("https://host");
    assertThat(S3Service.of(URI.create("http://host:443"))).isEqualTo("http://host:443");
    assertThat(S3Service.of(URI.create("https://s3.amazonaws.com")))
        .isEqualTo(S3Service.ofAmazon("us-east-1"));
  }

  /** A bare status, or S3's XML with a code. */
  private static S3Failure answered(int status, @Nullable String code, @Nullable String message) {
    return S3Failure.answered(
        code == null
            ? S3Answer.of(status, name -> null, new byte[0])
            : S3Answer.parsed(status, code, message),
        null);
  }

  private static StorageException exception(S3Failure failure) {
    return new S3Advice("http://host", "bucket", 8 << 20).explain("Cannot do it", failure);
  }
}
