package dev.milvusbackup.benchmarks.requests;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A request to an S3 server.
 *
 * @param kind what it does: list, get, put and so on
 * @param target the pattern of its key, or of the prefix that it lists
 * @param length of its body
 */
record S3Request(String kind, String target, long length) {

  static S3Request parse(List<String> head) {
    String[] first = head.get(0).split(" ", -1);
    Map<String, String> headers = new LinkedHashMap<>();
    for (String line : head.subList(1, head.size())) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    if (headers.containsKey("transfer-encoding")) {
      throw new IllegalStateException("The proxy cannot pass on a body without length: " + head);
    }
    String[] uri = first[1].split("\\?", 2);
    Map<String, String> query = query(uri.length == 1 ? "" : uri[1]);
    String key = uri[0].replaceFirst("^/[^/]*/?", ""); // without the bucket
    String kind = kind(first[0], key, query, headers);
    String target = kind.equals("list") ? query.getOrDefault("prefix", "") : decoded(key);
    return new S3Request(
        kind, pattern(target), Long.parseLong(headers.getOrDefault("content-length", "0")));
  }

  private static String kind(
      String method, String key, Map<String, String> query, Map<String, String> headers) {
    return switch (method) {
      case "GET" -> {
        if (!key.isEmpty()) {
          yield "get";
        }
        yield query.containsKey("location") ? "location" : "list";
      }
      case "PUT" -> headers.containsKey("x-amz-copy-source") ? "copy" : "put";
      case "POST" -> query.containsKey("delete") ? "delete" : "multipart";
      default -> method.toLowerCase(Locale.ROOT);
    };
  }

  private static Map<String, String> query(String text) {
    Map<String, String> query = new LinkedHashMap<>();
    for (String part : text.split("&", -1)) {
      String[] pair = part.split("=", 2);
      query.put(decoded(pair[0]), pair.length == 1 ? "" : decoded(pair[1]));
    }
    return query;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  /** Ids and random words differ from key to key. */
  private static String pattern(String key) {
    return key.replaceAll("(?<=[/.]|^)(?:[0-9a-f]{8,}(?:-[0-9a-f]+)*|\\d+)(?=[/.]|$)", "*");
  }
}
