package dev.milvusbackup.storage.s3api;

import dev.milvusbackup.storage.BucketNotFoundException;
import dev.milvusbackup.storage.ObjectExistsException;
import dev.milvusbackup.storage.ObjectNotFoundException;
import dev.milvusbackup.storage.StorageException;
import dev.milvusbackup.storage.StoreAccessDeniedException;
import dev.milvusbackup.storage.StoreUnavailableException;
import java.security.cert.CertificateException;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/** A failed request, in terms of the protocol. Stores convert it to a {@link StorageException}. */
public final class S3Failure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private static final int MAX_MESSAGE = 200;
  private static final Pattern URL_QUERY = Pattern.compile("(https?://[^\\s?]*)\\?\\S*");

  private static final Map<String, Kind> BY_CODE =
      Map.ofEntries(
          Map.entry("NoSuchBucket", Kind.NO_BUCKET),
          Map.entry("NoSuchKey", Kind.NO_OBJECT),
          Map.entry("PreconditionFailed", Kind.PRECONDITION),
          Map.entry("ConditionalRequestConflict", Kind.CONFLICT),
          Map.entry("OperationAborted", Kind.CONFLICT),
          Map.entry("InvalidRange", Kind.RANGE),
          Map.entry("AccessDenied", Kind.DENIED),
          Map.entry("ExpiredToken", Kind.DENIED),
          Map.entry("InvalidToken", Kind.DENIED),
          Map.entry("AuthorizationHeaderMalformed", Kind.REGION),
          Map.entry("PermanentRedirect", Kind.REGION),
          Map.entry("InternalError", Kind.UNAVAILABLE),
          Map.entry("RequestTimeout", Kind.UNAVAILABLE),
          Map.entry("ServiceUnavailable", Kind.UNAVAILABLE),
          Map.entry("SlowDown", Kind.UNAVAILABLE),
          Map.entry("SlowDownRead", Kind.UNAVAILABLE),
          Map.entry("SlowDownWrite", Kind.UNAVAILABLE),
          Map.entry("Throttling", Kind.UNAVAILABLE),
          Map.entry("NotImplemented", Kind.UNSUPPORTED),
          Map.entry("XMinioStorageFull", Kind.OTHER));

  private static final Map<Integer, Kind> BY_STATUS =
      Map.ofEntries(
          Map.entry(301, Kind.REGION),
          Map.entry(307, Kind.REGION),
          Map.entry(401, Kind.DENIED),
          Map.entry(403, Kind.DENIED),
          Map.entry(404, Kind.NO_OBJECT),
          Map.entry(405, Kind.UNSUPPORTED),
          Map.entry(408, Kind.UNAVAILABLE),
          Map.entry(409, Kind.CONFLICT),
          Map.entry(412, Kind.PRECONDITION),
          Map.entry(416, Kind.RANGE),
          Map.entry(429, Kind.UNAVAILABLE),
          Map.entry(501, Kind.UNSUPPORTED),
          Map.entry(507, Kind.OTHER));

  /** The kind of this failure. */
  private final Kind kind;

  private S3Failure(Kind kind, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  /** The kind of a failure. */
  enum Kind {
    NO_BUCKET,
    NO_OBJECT,
    PRECONDITION,
    CONFLICT,
    RANGE,
    DENIED,
    NO_CREDENTIALS,
    REGION,
    UNAVAILABLE,
    UNREACHABLE,
    UNTRUSTED,
    UNSUPPORTED,
    INTERRUPTED,
    OTHER
  }

  /**
   * Returns a failure for an error response of the service.
   *
   * @param status the HTTP status
   * @param code the error code, such as {@code SlowDown}, or null
   * @param message the service's message, or null; it is shortened, and queries of URLs are removed
   * @param cause the exception of the client library, or null if it could contain a secret
   * @return the failure
   */
  public static S3Failure answered(
      int status, @Nullable String code, @Nullable String message, @Nullable Throwable cause) {
    Kind kind = code == null ? null : BY_CODE.get(code);
    if (kind == null) {
      Kind other = status >= 500 ? Kind.UNAVAILABLE : Kind.OTHER;
      kind = BY_STATUS.getOrDefault(status, other);
    }
    String text = status + (code == null ? "" : " " + code);
    return new S3Failure(kind, message == null ? text : text + ": " + clean(message), cause);
  }

  /**
   * Returns a failure for a missing or unreadable response.
   *
   * @param cause the exception of the client library; its innermost cause becomes part of the
   *     message
   * @return the failure
   */
  public static S3Failure unreachable(Throwable cause) {
    Kind kind = isUntrusted(cause) ? Kind.UNTRUSTED : Kind.UNREACHABLE;
    return new S3Failure(kind, clean(innermost(cause).toString()), cause);
  }

  /**
   * Returns a failure for missing or unusable credentials.
   *
   * @param message the reason, or null
   * @param cause the exception of the client library, or null
   * @return the failure
   */
  public static S3Failure noCredentials(@Nullable String message, @Nullable Throwable cause) {
    return new S3Failure(Kind.NO_CREDENTIALS, clean(String.valueOf(message)), cause);
  }

  /**
   * Returns a failure for an interrupt of the calling thread.
   *
   * @param cause the exception of the client library
   * @return the failure
   */
  public static S3Failure interrupted(Throwable cause) {
    return new S3Failure(Kind.INTERRUPTED, "interrupted", cause);
  }

  /**
   * Returns a failure of the client library itself.
   *
   * @param cause the exception of the client library
   * @return the failure
   */
  public static S3Failure other(Throwable cause) {
    return new S3Failure(Kind.OTHER, clean(innermost(cause).toString()), cause);
  }

  Kind kind() {
    return kind;
  }

  boolean is(Kind... kinds) {
    return Set.of(kinds).contains(kind);
  }

  /** Converts this failure to the exception for callers. */
  StorageException toStorageException(String action, String service, String bucket) {
    String why = getMessage();
    return switch (kind) {
      case NO_BUCKET ->
          new BucketNotFoundException(
              "%s: the bucket '%s' does not exist. Create it or correct the bucket name."
                  .formatted(action, bucket),
              this);
      case NO_OBJECT -> new ObjectNotFoundException(action + ": no such object.", this);
      case PRECONDITION -> exists(action, this);
      case DENIED, NO_CREDENTIALS -> toAccessDenied(action, service);
      case UNTRUSTED ->
          new StorageException(
              "%s: the certificate of %s is not trusted (%s). Name a file with its authority (caCert)."
                  .formatted(action, service, why),
              this);
      case REGION ->
          new StorageException(
              "%s: the bucket '%s' is in another region (%s). Set the region."
                  .formatted(action, bucket, why),
              this);
      case UNREACHABLE ->
          new StoreUnavailableException(
              "%s: %s does not answer (%s). Check the address and that the service is running."
                  .formatted(action, service, why),
              this);
      case UNAVAILABLE, CONFLICT ->
          new StoreUnavailableException(
              "%s: %s is temporarily unable to do it (%s). Try again later."
                  .formatted(action, service, why),
              this);
      case INTERRUPTED -> new StorageException(action + ": it was interrupted.", this);
      case RANGE, UNSUPPORTED, OTHER ->
          new StorageException("%s: %s says %s.".formatted(action, service, why), this);
    };
  }

  private StorageException toAccessDenied(String action, String service) {
    String why = getMessage();
    return kind == Kind.NO_CREDENTIALS
        ? new StoreAccessDeniedException(
            "%s: no credentials were found (%s). Pass them to the store, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY."
                .formatted(action, why),
            this)
        : new StoreAccessDeniedException(
            "%s: %s refuses access (%s). Check the credentials and their permissions."
                .formatted(action, service, why),
            this);
  }

  static ObjectExistsException exists(String action, @Nullable Throwable cause) {
    return new ObjectExistsException(
        action + ": the key is taken. Choose another key, or delete the object.", cause);
  }

  /**
   * Returns whether the certificate is the problem, which is permanent. Other TLS faults may be
   * temporary network faults.
   */
  private static boolean isUntrusted(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof SSLPeerUnverifiedException || t instanceof CertificateException) {
        return true;
      }
    }
    return false;
  }

  private static Throwable innermost(Throwable failure) {
    Throwable t = failure;
    while (t.getCause() != null) {
      t = t.getCause();
    }
    return t;
  }

  private static String clean(String message) {
    String safe = URL_QUERY.matcher(message.strip()).replaceAll("$1");
    String end = safe.endsWith(".") ? safe.substring(0, safe.length() - 1) : safe;
    return end.length() <= MAX_MESSAGE ? end : end.substring(0, MAX_MESSAGE) + "…";
  }
}
