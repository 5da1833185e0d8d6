package dev.milvusbackup.internal.milvus;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** The words for a call to a server that failed. */
public record FailureText(URI server) {

  public String cannot(String verb, String because, String values, String wayOut) {
    return "Cannot %s: %s (Milvus at %s, %s). %s".formatted(verb, because, server, values, wayOut);
  }

  /** What Milvus gave as the reason, after a colon; it may be kilobytes, so it is cut. */
  public static String reason(@Nullable String reason, int longest) {
    if (reason == null || reason.isBlank()) {
      return "";
    }
    String line = reason.strip();
    return ": " + (line.length() > longest ? line.substring(0, longest) + "…" : line);
  }
}
