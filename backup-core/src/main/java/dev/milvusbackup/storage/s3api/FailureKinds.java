package dev.milvusbackup.storage.s3api;

import static java.util.Map.entry;

import java.util.Map;
import java.util.regex.Pattern;

/** Judges answers: by the service's own error code, and by the status only if there is none. */
final class FailureKinds {

  private static final Map<String, FailureKind> BY_CODE =
      Map.ofEntries(
          entry("NoSuchBucket", FailureKind.NO_BUCKET),
          entry("NoSuchKey", FailureKind.NO_OBJECT),
          entry("PreconditionFailed", FailureKind.PRECONDITION),
          entry("ConditionalRequestConflict", FailureKind.CONFLICT),
          entry("OperationAborted", FailureKind.CONFLICT),
          entry("InvalidRange", FailureKind.RANGE),
          entry("AccessDenied", FailureKind.DENIED),
          entry("AllAccessDisabled", FailureKind.DENIED),
          entry("AccountProblem", FailureKind.DENIED),
          entry("InvalidAccessKeyId", FailureKind.KEY),
          entry("XAdminUserNotFound", FailureKind.KEY),
          entry("SignatureDoesNotMatch", FailureKind.SIGNATURE),
          entry("ExpiredToken", FailureKind.TOKEN),
          entry("ExpiredTokenException", FailureKind.TOKEN),
          entry("InvalidToken", FailureKind.TOKEN),
          entry("InvalidTokenId", FailureKind.TOKEN),
          entry("TokenRefreshRequired", FailureKind.TOKEN),
          entry("RequestTimeTooSkewed", FailureKind.CLOCK),
          entry("RequestExpired", FailureKind.CLOCK),
          entry("AuthorizationHeaderMalformed", FailureKind.REGION),
          entry("PermanentRedirect", FailureKind.REGION),
          entry("IllegalLocationConstraintException", FailureKind.REGION),
          entry("InvalidRegion", FailureKind.REGION),
          entry("XMinioInvalidRegion", FailureKind.REGION),
          entry("InvalidBucketName", FailureKind.NAME),
          entry("KeyTooLongError", FailureKind.NAME),
          entry("ObjectParentIsFile", FailureKind.NAME),
          entry("XMinioInvalidObjectName", FailureKind.NAME),
          entry("XMinioParentIsObject", FailureKind.NAME),
          entry("ObjectLockConfigurationNotFoundError", FailureKind.NO_LOCK),
          entry("ObjectLockConfigurationNotFound", FailureKind.NO_LOCK),
          entry("NoSuchObjectLockConfiguration", FailureKind.NO_LOCK),
          entry("InvalidObjectState", FailureKind.ARCHIVED),
          entry("NotImplemented", FailureKind.UNSUPPORTED),
          entry("MethodNotAllowed", FailureKind.UNSUPPORTED),
          entry("EntityTooLarge", FailureKind.TOO_LARGE),
          entry("MaxMessageLengthExceeded", FailureKind.TOO_LARGE),
          entry("XMinioStorageFull", FailureKind.FULL),
          entry("QuotaExceeded", FailureKind.FULL),
          entry("XMinioAdminBucketQuotaExceeded", FailureKind.FULL),
          entry("InsufficientCapacity", FailureKind.FULL),
          entry("SlowDown", FailureKind.RATE),
          entry("SlowDownRead", FailureKind.RATE),
          entry("SlowDownWrite", FailureKind.RATE),
          entry("Throttling", FailureKind.RATE),
          entry("ThrottlingException", FailureKind.RATE),
          entry("TooManyRequests", FailureKind.RATE),
          entry("RequestLimitExceeded", FailureKind.RATE),
          entry("BandwidthLimitExceeded", FailureKind.RATE),
          entry("BadDigest", FailureKind.CHANGED),
          entry("IncompleteBody", FailureKind.CHANGED),
          entry("XAmzContentSHA256Mismatch", FailureKind.CHANGED),
          entry("XAmzContentChecksumMismatch", FailureKind.CHANGED),
          entry("InternalError", FailureKind.UNAVAILABLE),
          entry("RequestTimeout", FailureKind.UNAVAILABLE),
          entry("ServiceUnavailable", FailureKind.UNAVAILABLE),
          entry("TemporaryRedirect", FailureKind.UNAVAILABLE));

  /** Statuses that need no code that this library knows. */
  private static final Map<Integer, FailureKind> CLEAR =
      Map.of(
          413, FailureKind.TOO_LARGE,
          429, FailureKind.RATE,
          501, FailureKind.UNSUPPORTED,
          507, FailureKind.FULL);

  /** Of answers that are not S3's. */
  private static final Map<Integer, FailureKind> BY_STATUS =
      Map.ofEntries(
          entry(401, FailureKind.LOGIN),
          entry(407, FailureKind.LOGIN),
          entry(511, FailureKind.LOGIN),
          entry(403, FailureKind.FIREWALL),
          entry(406, FailureKind.FIREWALL),
          entry(451, FailureKind.FIREWALL),
          entry(413, FailureKind.TOO_LARGE),
          entry(429, FailureKind.RATE),
          entry(507, FailureKind.FULL),
          entry(408, FailureKind.GATEWAY),
          entry(501, FailureKind.NOT_S3));

  private static final Pattern WANTS_TLS =
      Pattern.compile(
          "(?i)HTTP request (was sent )?to (an )?HTTPS (port|server)|SSL-enabled server port|requires TLS");

  private FailureKinds() {}

  static FailureKind of(S3Answer answer) {
    return answer
        .error()
        .map(error -> known(error.code(), answer.status()))
        .orElseGet(() -> foreign(answer));
  }

  private static FailureKind known(String code, int status) {
    FailureKind kind = BY_CODE.get(code);
    if (kind != null) {
      return kind;
    }
    if (code.startsWith("KMS.") || code.startsWith("XMinioKMS")) {
      return FailureKind.ENCRYPTION;
    }
    FailureKind other = status >= 500 ? FailureKind.UNAVAILABLE : FailureKind.UNKNOWN;
    return CLEAR.getOrDefault(status, other);
  }

  private static FailureKind foreign(S3Answer answer) {
    int status = answer.status();
    if (status < 300) {
      return answer.isHtml() ? FailureKind.PAGE : FailureKind.NOT_S3;
    }
    if (status < 400) {
      return FailureKind.REDIRECT;
    }
    if (status == 400 && answer.mentions(WANTS_TLS)) {
      return FailureKind.HTTPS;
    }
    FailureKind other = status >= 500 ? FailureKind.GATEWAY : FailureKind.NOT_S3;
    return BY_STATUS.getOrDefault(status, other);
  }
}
