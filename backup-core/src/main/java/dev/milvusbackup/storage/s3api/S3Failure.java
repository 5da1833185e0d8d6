package dev.milvusbackup.storage.s3api;

import dev.milvusbackup.storage.ObjectExistsException;
import java.security.cert.CertificateException;
import java.util.Set;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/**
 * A failed request, in terms of the protocol. Stores convert it to a {@link
 * dev.milvusbackup.storage.StorageException}.
 */
public final class S3Failure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private static final int MAX_MESSAGE = 200;
  private static final Pattern URL_QUERY = Pattern.compile("(https?://[^\\s?]*)\\?\\S*");
  private static final Set<Integer> REFUSALS = Set.of(401, 403, 405, 501);

  /** What the failure means. */
  private final FailureKind kind;

  /** The HTTP status, or 0 without an answer. */
  private final int status;

  /** Whether only the status speaks, as in answers to HEAD. */
  private final boolean silent;

  /** A region, an endpoint or an address to use instead; may be empty. */
  private final String instead;

  private S3Failure(
      FailureKind kind,
      @Nullable S3Answer answer,
      String message,
      String instead,
      @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
    this.status = answer == null ? 0 : answer.status();
    this.silent = answer != null && answer.isSilent();
    this.instead = instead;
  }

  private S3Failure(FailureKind kind, String message, @Nullable Throwable cause) {
    this(kind, null, message, "", cause);
  }

  /**
   * An answer that is an error, or is not that of an S3 service.
   *
   * @param answer the answer
   * @param cause what the client library threw, or null if that could show a secret
   * @return the failure
   */
  public static S3Failure answered(S3Answer answer, @Nullable Throwable cause) {
    String why = answer.error().map(error -> why(answer, error)).orElseGet(answer::origin);
    return new S3Failure(FailureKinds.of(answer), answer, why, instead(answer), cause);
  }

  /**
   * An answer of success whose content is not S3's XML.
   *
   * @param cause what the client library threw; the innermost cause goes into the message
   * @return the failure
   */
  public static S3Failure unreadable(Throwable cause) {
    return new S3Failure(FailureKind.NOT_S3, clean(innermost(cause).toString()), cause);
  }

  /**
   * Returns a failure for a missing or unreadable response.
   *
   * @param cause the exception of the client library; its innermost cause becomes part of the
   *     message
   * @return the failure
   */
  public static S3Failure unreachable(Throwable cause) {
    return new S3Failure(connectionFault(cause), clean(innermost(cause).toString()), cause);
  }

  /**
   * Returns a failure for missing or unusable credentials.
   *
   * @param message the reason, or null
   * @param cause the exception of the client library, or null
   * @return the failure
   */
  public static S3Failure noCredentials(@Nullable String message, @Nullable Throwable cause) {
    return new S3Failure(FailureKind.NO_CREDENTIALS, clean(String.valueOf(message)), cause);
  }

  /**
   * Returns a failure for an interrupt of the calling thread.
   *
   * @param cause the exception of the client library
   * @return the failure
   */
  public static S3Failure interrupted(Throwable cause) {
    return new S3Failure(FailureKind.INTERRUPTED, "interrupted", cause);
  }

  /**
   * Returns a failure of the client library itself.
   *
   * @param cause the exception of the client library
   * @return the failure
   */
  public static S3Failure other(Throwable cause) {
    return new S3Failure(FailureKind.OTHER, clean(innermost(cause).toString()), cause);
  }

  FailureKind kind() {
    return kind;
  }

  String instead() {
    return instead;
  }

  boolean is(FailureKind... kinds) {
    return Set.of(kinds).contains(kind);
  }

  /** Whether only the HTTP status speaks, so that another request has to show who says what. */
  boolean isSilent() {
    return silent;
  }

  /** Whether the request is not allowed or not supported; another way may be. */
  boolean isRefusal() {
    return REFUSALS.contains(status)
        || is(FailureKind.DENIED, FailureKind.UNSUPPORTED, FailureKind.TOKEN);
  }

  static ObjectExistsException exists(String action, @Nullable Throwable cause) {
    return new ObjectExistsException(
        action + ": the key is taken. Choose another key, or delete the object.", cause);
  }

  private static String why(S3Answer answer, S3Error error) {
    String text = answer.status() + " " + error.code();
    return error.message() == null ? text : text + ": " + clean(error.message());
  }

  private static String instead(S3Answer answer) {
    String region =
        answer.error().map(S3Error::region).orElse(answer.header("x-amz-bucket-region"));
    String endpoint = answer.error().map(S3Error::endpoint).orElse(answer.header("location"));
    String known = region == null ? endpoint : region;
    return known == null ? "" : clean(known);
  }

  /** A wrong certificate remains wrong; other TLS faults may be temporary ones of the network. */
  private static FailureKind connectionFault(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof SSLPeerUnverifiedException || t instanceof CertificateException) {
        return FailureKind.UNTRUSTED;
      }
      if (t instanceof SSLException && String.valueOf(t.getMessage()).contains("SSL message")) {
        return FailureKind.PLAIN;
      }
    }
    return FailureKind.UNREACHABLE;
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
