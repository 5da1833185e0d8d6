package dev.milvusbackup.server.internal.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.jspecify.annotations.Nullable;

/**
 * The envelope of most answers. {@code data} is always present, the rest only if not empty.
 *
 * @param code 0, which is left out, or an error
 */
@JsonPropertyOrder({"requestId", "code", "msg", "data"})
public record Answer<T>(
    String requestId,
    int code,
    String msg,
    @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable T data) {

  /** The request failed. */
  public static final int FAIL = 3;

  /** The request is wrong. */
  public static final int BAD_REQUEST = 400;

  /** The job does not exist; only for routes that the Go tool does not have. */
  public static final int NOT_FOUND = 404;

  private static final String SUCCESS = "success";

  public static <T> Answer<T> success(String requestId, @Nullable T data) {
    return new Answer<>(requestId, 0, SUCCESS, data);
  }

  public static <T> Answer<T> of(String requestId, String msg, @Nullable T data) {
    return new Answer<>(requestId, 0, msg, data);
  }

  public static <T> Answer<T> error(String requestId, int code, String msg) {
    return new Answer<>(requestId, code, msg, null);
  }
}
