package dev.milvusbackup.server.internal.http;

/**
 * A parameter of a route, for its documentation.
 *
 * @param in query, header or path
 */
public record Param(String in, String name, String text) {

  public static final Param REQUEST_ID =
      header("request_id", "Your own id; the answer contains it.");

  public static Param query(String name, String text) {
    return new Param("query", name, text);
  }

  public static Param path(String name, String text) {
    return new Param("path", name, text);
  }

  private static Param header(String name, String text) {
    return new Param("header", name, text);
  }
}
