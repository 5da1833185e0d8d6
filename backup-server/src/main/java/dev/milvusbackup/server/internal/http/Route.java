package dev.milvusbackup.server.internal.http;

import com.fasterxml.jackson.core.type.TypeReference;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;

/**
 * A route: its handler and its part of the OpenAPI document, in one place.
 *
 * @param open whether it needs no token
 * @param body the type of the request body
 * @param answer the type of a successful answer; empty for plain text
 */
public record Route(
    HandlerType method,
    String path,
    String summary,
    boolean open,
    List<Param> params,
    Optional<Class<?>> body,
    Optional<Type> answer,
    Handler handler) {

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
    return new Route(method, path, summary, true, params, body, answer, handler);
  }

  public Route params(Param... all) {
    return new Route(method, path, summary, open, List.of(all), body, answer, handler);
  }

  public Route body(Class<?> type) {
    return new Route(method, path, summary, open, params, Optional.of(type), answer, handler);
  }

  public Route answer(TypeReference<?> type) {
    return new Route(
        method, path, summary, open, params, body, Optional.of(type.getType()), handler);
  }

  private static Route of(HandlerType method, String path, String summary, Handler handler) {
    return new Route(
        method, path, summary, false, List.of(), Optional.empty(), Optional.empty(), handler);
  }
}
