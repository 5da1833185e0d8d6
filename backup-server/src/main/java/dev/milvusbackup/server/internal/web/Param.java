package dev.milvusbackup.server.internal.web;

/**
 * A parameter of a route, for its documentation.
 *
 * @param in query, header or path
 */
record Param(String in, String name, String text) {

  static final Param REQUEST_ID = header("request_id", "Your own id; the answer contains it.");

  static Param query(String name, String text) {
    return new Param("query", name, text);
  }

  static Param path(String name, String text) {
    return new Param("path", name, text);
  }

  private static Param header(String name, String text) {
    return new Param("header", name, text);
  }
}
