package dev.milvusbackup.benchmarks.scale;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/**
 * Lets an object stand for an interface of which it has only the methods that are really called.
 */
final class Answers {

  private Answers() {}

  static <T> T of(Class<T> type, Object answers) {
    Object proxy =
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> {
              try {
                Method answer =
                    answers
                        .getClass()
                        .getDeclaredMethod(method.getName(), method.getParameterTypes());
                answer.setAccessible(true);
                return answer.invoke(answers, arguments);
              } catch (NoSuchMethodException e) {
                throw new UnsupportedOperationException("The simulation has no " + method, e);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
    return type.cast(proxy);
  }
}
