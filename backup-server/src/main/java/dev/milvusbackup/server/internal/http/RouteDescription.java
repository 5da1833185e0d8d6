package dev.milvusbackup.server.internal.http;

import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;

/**
 * The part of a route in the OpenAPI document.
 *
 * @param body the type of the request body
 * @param answer the type of a successful answer; empty for plain text
 */
record RouteDescription(
    String summary, List<Param> params, Optional<Class<?>> body, Optional<Type> answer) {

  static RouteDescription of(String summary) {
    return new RouteDescription(summary, List.of(), Optional.empty(), Optional.empty());
  }

  RouteDescription withParams(Param... all) {
    return new RouteDescription(summary, List.of(all), body, answer);
  }

  RouteDescription withBody(Class<?> type) {
    return new RouteDescription(summary, params, Optional.of(type), answer);
  }

  RouteDescription withAnswer(Type type) {
    return new RouteDescription(summary, params, body, Optional.of(type));
  }
}
