package dev.milvusbackup.server.internal.http;

import com.fasterxml.jackson.core.type.TypeReference;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;

/**
 * A route: its handler and its part of the OpenAPI document, in one place.
 *
 * @param open whether it needs no token
 */
public record Route(
    HandlerType method, String path, boolean open, Handler handler, RouteDescription description) {

  public static Route get(String path, String summary, Handler handler) {
    return of(HandlerType.GET, path, summary, handler);
  }

  public static Route post(String path, String summary, Handler handler) {
    return of(HandlerType.POST, path, summary, handler);
  }

  public static Route delete(String path, String summary, Handler handler) {
    return of(HandlerType.DELETE, path, summary, handler);
  }

  public Route openToAll() {
    return new Route(method, path, true, handler, description);
  }

  public Route params(Param... all) {
    return described(description.withParams(all));
  }

  public Route body(Class<?> type) {
    return described(description.withBody(type));
  }

  public Route answer(TypeReference<?> type) {
    return described(description.withAnswer(type.getType()));
  }

  private Route described(RouteDescription changed) {
    return new Route(method, path, open, handler, changed);
  }

  private static Route of(HandlerType method, String path, String summary, Handler handler) {
    return new Route(method, path, false, handler, RouteDescription.of(summary));
  }
}
