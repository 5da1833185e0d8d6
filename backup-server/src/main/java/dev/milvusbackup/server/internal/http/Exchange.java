package dev.milvusbackup.server.internal.http;

import dev.milvusbackup.config.internal.Wording;
import dev.milvusbackup.error.BackupException;
import dev.milvusbackup.error.InvalidRequestException;
import dev.milvusbackup.error.UnexpectedFailureException;
import io.javalin.http.ContentTooLargeResponse;
import io.javalin.http.Context;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Reads requests and writes answers, in the same way for all routes. */
public final class Exchange {

  private static final int MAX_BODY = 1 << 20;

  private static final String JSON = "application/json; charset=utf-8";
  private static final String TEXT = "text/plain; charset=utf-8";
  private static final int MAX_REQUEST_ID = 128;

  private Exchange() {}

  /** Converts an error to an answer. */
  public interface OnError {
    Object answer(int code, String message);
  }

  /** Answers with the result of the work; its errors are also HTTP 200, as clients expect. */
  public static void answer(Context ctx, OnError onError, Supplier<Object> work) {
    Object answer;
    try {
      answer = work.get();
    } catch (UnexpectedFailureException e) {
      throw e; // a bug belongs into the log
    } catch (InvalidRequestException e) {
      answer = onError.answer(Answer.BAD_REQUEST, Wording.REST.of(e.getMessage()));
    } catch (BackupException e) {
      answer = onError.answer(Answer.FAIL, Wording.REST.of(e.getMessage()));
    }
    json(ctx, 200, answer);
  }

  public static void json(Context ctx, int status, Object answer) {
    ctx.status(status).contentType(JSON).result(ServerJson.write(answer));
  }

  /** An error outside the API's own codes. */
  public static void error(Context ctx, int status, String message) {
    json(ctx, status, new ErrorAnswer(message));
  }

  public static void text(Context ctx, String text) {
    ctx.contentType(TEXT).result(text);
  }

  public static <T> T body(Context ctx, Function<byte[], T> reader) {
    try (InputStream in = ctx.req().getInputStream()) {
      byte[] bytes = in.readNBytes(MAX_BODY + 1);
      if (bytes.length > MAX_BODY) {
        throw new ContentTooLargeResponse(
            "Cannot read the request body: it is longer than " + MAX_BODY + " bytes.");
      }
      return reader.apply(bytes);
    } catch (EOFException e) {
      throw new MalformedBodyException("it ends too early");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A query parameter; empty counts as absent. */
  public static Optional<String> query(Context ctx, String name) {
    return Optional.ofNullable(ctx.queryParam(name)).filter(value -> !value.isEmpty());
  }

  /** The client's own id for the request, empty if it sent none. */
  public static String requestId(Context ctx) {
    String id = ctx.header("request_id");
    return id == null || id.length() > MAX_REQUEST_ID ? "" : id;
  }
}
