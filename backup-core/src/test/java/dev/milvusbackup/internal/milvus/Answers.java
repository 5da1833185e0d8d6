package dev.milvusbackup.internal.milvus;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An interface answered by the methods of an object that have the same name and parameters; other
 * methods answer that there is nothing.
 */
final class Answers {

  private static final Map<Class<?>, Object> NOTHING =
      Map.of(
          boolean.class,
          false,
          int.class,
          0,
          long.class,
          0L,
          String.class,
          "",
          List.class,
          List.of(),
          Optional.class,
          Optional.empty());

  private Answers() {}

  static <T> T of(Class<T> type, Object answers) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> answer(answers, method, arguments)));
  }

  private static @Nullable Object answer(
      Object answers, Method asked, Object @Nullable [] arguments) throws Throwable {
    Optional<Method> found =
        Arrays.stream(answers.getClass().getDeclaredMethods())
            .filter(m -> m.getName().equals(asked.getName()))
            .filter(m -> Arrays.equals(m.getParameterTypes(), asked.getParameterTypes()))
            .findFirst();
    if (found.isPresent()) {
      found.get().setAccessible(true);
      try {
        return found.get().invoke(answers, arguments);
      } catch (InvocationTargetException e) {
        throw e.getCause();
      }
    }
    return asked.getReturnType().isInterface() && !NOTHING.containsKey(asked.getReturnType())
        ? of(asked.getReturnType(), new Object())
        : NOTHING.get(asked.getReturnType());
  }
}
