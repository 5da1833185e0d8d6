package dev.milvusbackup.storage.s3api;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An answer to a request: of the service, or of a proxy, gateway or web server in its place. Only
 * an error in S3's own XML is the word of the service; a bare HTTP status proves nothing.
 */
public final class S3Answer {

  /** As much of a body as an error can have: {@value} bytes. */
  public static final int MOST_BYTES = 64 << 10;

  private static final int MAX_HEADER = 60;
  private static final List<String> REQUEST_IDS = List.of("x-amz-request-id", "x-amzn-requestid");
  private static final Pattern PRINTABLE = Pattern.compile("[^\\x20-\\x7e]");

  private final int status;
  private final Function<String, @Nullable String> headers;
  private final Optional<S3Error> error;
  private final String text;

  private S3Answer(
      int status,
      Function<String, @Nullable String> headers,
      Optional<S3Error> error,
      String text) {
    this.status = status;
    this.headers = headers;
    this.error = error;
    this.text = text;
  }

  /**
   * An answer.
   *
   * @param status the HTTP status
   * @param headers returns the value of a header, or null; names are in lower case
   * @param body the beginning of the body, up to {@link #MOST_BYTES}
   * @return the answer
   */
  public static S3Answer of(int status, Function<String, @Nullable String> headers, byte[] body) {
    // MinIO's errors have a code even where HTTP forbids a body.
    String code = body.length == 0 ? headers.apply("x-minio-error-code") : null;
    Optional<S3Error> error =
        code == null
            ? S3Error.parse(body)
            : Optional.of(new S3Error(code, headers.apply("x-minio-error-desc"), null, null));
    return new S3Answer(status, headers, error, new String(body, StandardCharsets.ISO_8859_1));
  }

  /**
   * An error in S3's own words that the client library has parsed.
   *
   * @param status the HTTP status
   * @param code the error code, such as {@code SlowDown}
   * @param message the service's message, or null
   * @return the answer
   */
  public static S3Answer parsed(int status, String code, @Nullable String message) {
    S3Error error = new S3Error(code, message, null, null);
    return new S3Answer(status, name -> null, Optional.of(error), "");
  }

  /**
   * Checks that an answer to a look-up or read of an object is one. A login page has the status of
   * success, too.
   *
   * @param status the HTTP status, a successful one
   * @param headers as for {@link #of}
   * @throws S3Failure if the answer cannot be that of an S3 service
   */
  public static void requireObject(int status, Function<String, @Nullable String> headers) {
    S3Answer answer = of(status, headers, new byte[0]);
    if (answer.isHtml() && !answer.isSigned()) {
      throw S3Failure.answered(answer, null);
    }
    requireStored(status, headers);
  }

  /**
   * Checks that an answer to the upload of an object or a part is one.
   *
   * @param status the HTTP status, a successful one
   * @param headers as for {@link #of}
   * @throws S3Failure if the answer cannot be that of an S3 service
   */
  public static void requireStored(int status, Function<String, @Nullable String> headers) {
    if (headers.apply("etag") == null) {
      throw S3Failure.answered(of(status, headers, new byte[0]), null);
    }
  }

  /**
   * Checks that any other answer is XML, if it has content.
   *
   * @param status the HTTP status, a successful one
   * @param headers as for {@link #of}
   * @throws S3Failure if the answer cannot be that of an S3 service
   */
  public static void requireXml(int status, Function<String, @Nullable String> headers) {
    S3Answer answer = of(status, headers, new byte[0]);
    String type = answer.contentType();
    boolean other = !type.isEmpty() && !type.contains("/xml");
    if (other && !answer.isSigned()) {
      throw S3Failure.answered(answer, null);
    }
  }

  int status() {
    return status;
  }

  Optional<S3Error> error() {
    return error;
  }

  /** The answer to HEAD, for example: its status alone does not show who says what. */
  boolean isSilent() {
    return error.isEmpty() && text.isEmpty();
  }

  /** Some services send XML with another content type. */
  private boolean isSigned() {
    return REQUEST_IDS.stream().anyMatch(name -> headers.apply(name) != null);
  }

  boolean isHtml() {
    return contentType().contains("html");
  }

  boolean mentions(Pattern words) {
    return words.matcher(text).find();
  }

  @Nullable String header(String name) {
    return headers.apply(name);
  }

  /** For messages: who answered, without the body, which may be long and of any content. */
  String origin() {
    String server = shown("server");
    return "%d, %s, %s"
        .formatted(
            status,
            contentType().isEmpty() ? "no content type" : contentType(),
            server.isEmpty() ? "no server header" : "server " + server);
  }

  private String contentType() {
    return shown("content-type").replaceAll(";.*", "").strip().toLowerCase(Locale.ROOT);
  }

  private String shown(String header) {
    String value = headers.apply(header);
    String safe = value == null ? "" : PRINTABLE.matcher(value.strip()).replaceAll("?");
    return safe.length() <= MAX_HEADER ? safe : safe.substring(0, MAX_HEADER) + "…";
  }
}
