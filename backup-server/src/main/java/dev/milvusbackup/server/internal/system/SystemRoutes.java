package dev.milvusbackup.server.internal.system;

import dev.milvusbackup.config.internal.Wording;
import dev.milvusbackup.error.BackupException;
import dev.milvusbackup.error.UnexpectedFailureException;
import dev.milvusbackup.server.internal.http.Exchange;
import dev.milvusbackup.server.internal.http.Route;
import io.javalin.http.Context;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** hello, check, health and metrics. */
public final class SystemRoutes implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SystemRoutes.class);
  private static final String HELLO = "Hello, This is backup service";
  private static final Duration READY = Duration.ofSeconds(5);
  private static final Duration CHECK = Duration.ofSeconds(60);

  private final SystemCheck check;
  private final PrometheusMeterRegistry metrics;
  private final ExecutorService threads = Executors.newCachedThreadPool(SystemRoutes::daemon);

  public SystemRoutes(SystemCheck check, PrometheusMeterRegistry metrics) {
    this.check = check;
    this.metrics = metrics;
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }

  public List<Route> documented() {
    return List.of(
        Route.get("/api/v1/hello", "Says hello", SystemRoutes::hello).openToAll(),
        Route.get("/api/v1/check", "Checks Milvus and both storages", this::check));
  }

  /** Outside the API. */
  public List<Route> others() {
    return List.of(
        Route.get("/", "", SystemRoutes::hello).openToAll(),
        Route.post("/", "", SystemRoutes::hello).openToAll(),
        Route.get("/health/live", "", ctx -> Exchange.json(ctx, 200, status("up"))).openToAll(),
        Route.get("/health/ready", "", this::ready).openToAll(),
        Route.get("/metrics", "", this::metrics));
  }

  private static void hello(Context ctx) {
    Exchange.text(ctx, HELLO);
  }

  private void check(Context ctx) {
    try {
      Exchange.text(ctx, within(CHECK, () -> check.report(CHECK)));
    } catch (BackupException e) {
      if (e instanceof UnexpectedFailureException) {
        LOG.warn("The check failed", e);
      }
      Exchange.error(ctx, 503, Wording.REST.of(e.getMessage()));
    } catch (Exception e) {
      LOG.warn("The check failed", e);
      Exchange.error(ctx, 503, "Cannot check: " + reason(e) + ". See the log of the server.");
    }
  }

  private void ready(Context ctx) {
    try {
      within(
          READY,
          () -> {
            check.ping(READY);
            return "";
          });
      Exchange.json(ctx, 200, status("up"));
    } catch (Exception e) {
      LOG.warn("Not ready", e);
      // Open to all, so it contains no names.
      Exchange.json(ctx, 503, Map.of("status", "down", "reason", reason(e)));
    }
  }

  private void metrics(Context ctx) {
    ctx.contentType("text/plain; version=0.0.4; charset=utf-8").result(metrics.scrape());
  }

  private String within(Duration deadline, Callable<String> work) throws Exception {
    Future<String> result = threads.submit(work);
    try {
      return result.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    } finally {
      result.cancel(true);
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "milvus-backup-check");
    thread.setDaemon(true);
    return thread;
  }

  private static String reason(Exception e) {
    return e instanceof TimeoutException ? "no answer in time" : e.getClass().getSimpleName();
  }

  private static Map<String, String> status(String status) {
    return Map.of("status", status);
  }
}
