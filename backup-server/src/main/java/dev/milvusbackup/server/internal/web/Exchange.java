package dev.milvusbackup.server.internal.web;

import dev.milvusbackup.error.BackupException;
import dev.milvusbackup.error.InvalidRequestException;
import dev.milvusbackup.error.UnexpectedFailureException;
import dev.milvusbackup.server.internal.api.Answer;
import dev.milvusbackup.server.internal.api.Json;
import dev.milvusbackup.server.internal.api.MalformedBodyException;
import io.javalin.http.ContentTooLargeResponse;
import io.javalin.http.Context;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads requests and writes answers, in the same way for all routes. */
final class Exchange {

  static final int MAX_BODY = 1 << 20;

  private static final String JSON = "application/json; charset=utf-8";
  private static final String TEXT = "text/plain; charset=utf-8";
  private static final int MAX_REQUEST_ID = 128;

  private Exchange() {}

  /** Converts an error to an answer. */
  interface OnError {
    Object answer(int code, String message);
  }

  /** Answers with the result of the work; its errors are also HTTP 200, as clients expect. */
  static void answer(Context ctx, OnError onError, Supplier<Object> work) {
    Object answer;
    try {
      answer = work.get();
    } catch (UnexpectedFailureException e) {
      throw e; // a bug belongs into the log
    } catch (InvalidRequestException e) {
      answer = onError.answer(Answer.BAD_REQUEST, e.getMessage());
    } catch (BackupException e) {
      answer = onError.answer(Answer.FAIL, e.getMessage());
    }
    json(ctx, 200, answer);
  }

  static void json(Context ctx, int status, Object answer) {
    ctx.status(status).contentType(JSON).result(Json.write(answer));
  }

  static void text(Context ctx, String text) {
    ctx.contentType(TEXT).result(text);
  }

  static <T> T body(Context ctx, Class<T> type) {
    try (InputStream in = ctx.req().getInputStream()) {
      byte[] bytes = in.readNBytes(MAX_BODY + 1);
      if (bytes.length > MAX_BODY) {
        throw new ContentTooLargeResponse(
            "Cannot read the request body: it is longer than " + MAX_BODY + " bytes.");
      }
      return Json.read(bytes, type);
    } catch (EOFException e) {
      throw new MalformedBodyException("it ends too early");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A query parameter; empty counts as absent. */
  static Optional<String> query(Context ctx, String name) {
    return Optional.ofNullable(ctx.queryParam(name)).filter(value -> !value.isEmpty());
  }

  /** The client's own id for the request, empty if it sent none. */
  static String requestId(Context ctx) {
    String id = ctx.header("request_id");
    return id == null || id.length() > MAX_REQUEST_ID ? "" : id;
  }
}
