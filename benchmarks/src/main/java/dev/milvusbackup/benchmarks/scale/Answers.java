package dev.milvusbackup.benchmarks.scale;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/** Implements an interface by an object that has only the called methods. */
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
