package dev.milvusbackup.internal.milvus;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Builds the message of a failed call to a server. */
public record FailureText(URI server) {

  public String cannot(String verb, String because, String values, String wayOut) {
    return "Cannot %s: %s (Milvus at %s, %s). %s".formatted(verb, because, server, values, wayOut);
  }

  /** The reason given by Milvus, after a colon; shortened, since it may have kilobytes. */
  public static String reason(@Nullable String reason, int longest) {
    if (reason == null || reason.isBlank()) {
      return "";
    }
    String line = reason.strip();
    return ": " + (line.length() > longest ? line.substring(0, longest) + "…" : line);
  }
}
