package dev.milvusbackup.internal.milvus.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milvusbackup.error.BackupException;
import dev.milvusbackup.error.CollectionNotFoundException;
import dev.milvusbackup.error.DatabaseNotFoundException;
import dev.milvusbackup.error.MilvusAuthenticationException;
import dev.milvusbackup.error.MilvusException;
import dev.milvusbackup.error.MilvusStorageMismatchException;
import dev.milvusbackup.error.MilvusUnavailableException;
import dev.milvusbackup.internal.milvus.ErrorTable;
import dev.milvusbackup.internal.milvus.FailureText;
import dev.milvusbackup.internal.milvusstorage.MilvusStorage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;

/**
 * Converts failed calls and negative answers of Milvus over HTTP to exceptions of this library. A
 * negative answer has status 200 and a code from the error table of its gRPC.
 */
record MilvusHttpErrors(URI server) {

  private static final int LONGEST_REASON = 300;
  private static final String NOTHING_TO_IMPORT = "no binlog to import";

  /** For an answer with status 200 and a code other than 0. */
  BackupException from(String verb, JsonNode answer) {
    if (!answer.path("code").isInt()) {
      return unexpected(verb, "it has no code");
    }
    int code = answer.path("code").intValue();
    String values =
        "code " + code + FailureText.reason(answer.path("message").asText(), LONGEST_REASON);
    return switch (code) {
      case ErrorTable.SERVICE_NOT_READY, ErrorTable.RATE_LIMITED ->
          new MilvusUnavailableException(
              cannot(verb, "Milvus asks to retry later", values, "Try again."));
      case ErrorTable.COLLECTION_NOT_FOUND ->
          new CollectionNotFoundException(
              cannot(verb, "there is no such collection", values, "Check the name."));
      case ErrorTable.DATABASE_NOT_FOUND ->
          new DatabaseNotFoundException(
              cannot(verb, "there is no such database", values, "Check its name."));
      case ErrorTable.NOT_AUTHENTICATED -> refused(verb, values);
      case ErrorTable.IMPORT_FAILED -> importFailed(verb, answer, values);
      default -> new MilvusException(cannot(verb, "Milvus refuses", values, "See Milvus's log."));
    };
  }

  private BackupException importFailed(String verb, JsonNode answer, String values) {
    return answer.path("message").asText().startsWith(NOTHING_TO_IMPORT)
        ? new MilvusStorageMismatchException(
            cannot(
                verb, "Milvus sees no files at these paths", values, MilvusStorage.HOW_TO_BE_SEEN))
        : new MilvusException(cannot(verb, "Milvus refuses", values, "See Milvus's log."));
  }

  /**
   * For an answer with another status; its text is not repeated, since it may come from another
   * server.
   */
  BackupException from(String verb, HttpResponse<byte[]> response) {
    int status = response.statusCode();
    String values = "HTTP status " + status;
    return switch (status) {
      case 401, 403 -> refused(verb, values);
      case 404, 405 ->
          new MilvusException(
              cannot(
                  verb,
                  "the server does not support this call",
                  values,
                  "Check that the address is Milvus's own, and its version."));
      // Sent by a proxy, which may have forwarded the call, not by Milvus itself.
      case 408, 425, 429, 502, 503, 504 -> late(verb, values, new IOException(values));
      default -> new MilvusException(cannot(verb, "the call failed", values, "See Milvus's log."));
    };
  }

  BackupException unavailable(String verb, Throwable cause) {
    return new MilvusUnavailableException(
        cannot(
            verb,
            "no answer",
            cause.getClass().getSimpleName(),
            "Check the address, whether Milvus is running, and TLS."),
        cause);
  }

  BackupException late(String verb, Throwable cause) {
    return late(verb, "HTTP", cause);
  }

  private BackupException late(String verb, String values, Throwable cause) {
    return new MilvusUnavailableException(
        cannot(verb, "no answer in time", values, "Try again, or allow longer calls."), cause);
  }

  MilvusException unexpected(String verb, String what) {
    return new MilvusException(
        cannot(
            verb,
            "the answer is not as expected: " + what,
            "HTTP",
            "Check that the address is Milvus's own and no proxy answers in its place."));
  }

  static boolean isSegmentNotFound(JsonNode answer) {
    return answer.path("code").asInt() == ErrorTable.SEGMENT_NOT_FOUND;
  }

  private BackupException refused(String verb, String values) {
    return new MilvusAuthenticationException(
        cannot(verb, "the credentials are refused", values, "Check user and password."));
  }

  private String cannot(String verb, String because, String values, String wayOut) {
    return new FailureText(server).cannot(verb, because, values, wayOut);
  }
}
