package dev.milvusbackup.server.internal.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.MethodNotAllowedResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Errors outside the API's own codes, as JSON without internal details. */
final class Errors {

  private static final Logger LOG = LoggerFactory.getLogger(Errors.class);

  private Errors() {}

  static void addTo(RoutesConfig routes) {
    routes.exception(MalformedBodyException.class, Errors::malformed);
    routes.exception(HttpResponseException.class, Errors::refused);
    routes.exception(IllegalArgumentException.class, Errors::undecodable);
    routes.exception(Exception.class, Errors::unexpected);
  }

  private static void malformed(MalformedBodyException e, Context ctx) {
    Exchange.error(ctx, 400, "Invalid request body: " + e.getMessage());
  }

  private static void refused(HttpResponseException e, Context ctx) {
    if (e instanceof MethodNotAllowedResponse) {
      String allowed = e.getDetails().getOrDefault("availableMethods", "");
      ctx.header("Allow", allowed);
      Exchange.error(ctx, 405, "Cannot use this method here. Allowed: " + allowed + ".");
    } else if (e.getStatus() == 404) {
      Exchange.error(
          ctx, 404, "Cannot find this route. See /api/v1/docs/index.html for all of them.");
    } else {
      Exchange.error(ctx, e.getStatus(), String.valueOf(e.getMessage()));
    }
  }

  /** Invalid percent signs end here. */
  private static void undecodable(IllegalArgumentException e, Context ctx) {
    LOG.debug("Unreadable request", e);
    Exchange.error(
        ctx, 400, "Cannot read the request: a parameter cannot be decoded. Encode it as UTF-8.");
  }

  private static void unexpected(Exception e, Context ctx) {
    LOG.error("{} {} failed", ctx.method(), ctx.path(), e);
    Exchange.error(ctx, 500, "Cannot answer: an unexpected error. See the log of the server.");
  }
}
