package dev.milvusbackup.server.internal.jobs;

import dev.milvusbackup.server.internal.http.Exchange;
import dev.milvusbackup.server.internal.http.ServerJson;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Server-Sent Events: {@code progress} each second, one {@code end}. */
final class JobEvents {

  private static final int LISTENERS = 32;

  /** Each listener occupies a thread of the server. */
  private final Semaphore free = new Semaphore(LISTENERS);

  void stream(TrackedJob job, Context ctx) {
    if (!free.tryAcquire()) {
      Exchange.error(ctx, 503, "Cannot send events: too many listeners (%d).".formatted(LISTENERS));
      return;
    }
    try {
      ctx.contentType("text/event-stream; charset=utf-8");
      ctx.res().setStatus(200);
      send(job, ctx.res().getOutputStream());
    } catch (IOException e) {
      // The listener has disconnected.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      free.release();
    }
  }

  private static void send(TrackedJob job, OutputStream out)
      throws IOException, InterruptedException {
    CompletableFuture<JobRecord> end = job.ended();
    do {
      event("progress", job, out);
    } while (!hasEnded(end));
    event("end", job, out);
  }

  private static boolean hasEnded(CompletableFuture<JobRecord> end) throws InterruptedException {
    try {
      end.get(1, TimeUnit.SECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException("The end of a job is never a failure", e);
    }
  }

  private static void event(String name, TrackedJob job, OutputStream out) throws IOException {
    String json = new String(ServerJson.write(JobJson.of(job)), StandardCharsets.UTF_8);
    out.write("event: %s\ndata: %s\n\n".formatted(name, json).getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
