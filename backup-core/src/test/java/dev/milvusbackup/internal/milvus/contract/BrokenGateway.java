package dev.milvusbackup.internal.milvus.contract;

import dev.milvusbackup.internal.milvus.MilvusGateway;
import dev.milvusbackup.internal.storage.ForwardingObjectStore;
import dev.milvusbackup.storage.ObjectBody;
import dev.milvusbackup.storage.ObjectInfo;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.PutMode;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;

/**
 * A gateway of which one call is broken, or whose Milvus loses some files.
 *
 * @param call theme and method, such as {@code collections.rename}
 * @param lost what the keys of files contain that are never stored; empty for none
 */
record BrokenGateway(String call, Flaw flaw, String lost) {

  static BrokenGateway losing(String keys) {
    return new BrokenGateway("segments.flush", Real::call, keys);
  }

  ObjectStore storage(ObjectStore whole) {
    return lost.isEmpty() ? whole : new Lossy(whole, lost);
  }

  private static final class Lossy extends ForwardingObjectStore {

    private final String lost;

    Lossy(ObjectStore store, String lost) {
      super(store);
      this.lost = lost;
    }

    @Override
    public ObjectInfo put(ObjectKey key, ObjectBody body, PutMode mode) {
      ObjectInfo put = super.put(key, body, mode);
      if (key.path().contains(lost)) {
        delete(List.of(key));
      }
      return put;
    }

    @Override
    public ObjectStore withRoot(String root) {
      return new Lossy(store.withRoot(root), lost);
    }
  }

  /** What a broken call does. */
  @FunctionalInterface
  interface Flaw {

    Object answer(Real real, Object[] arguments) throws Throwable;
  }

  /** The call as it should be. */
  @FunctionalInterface
  interface Real {

    Object call(Object... arguments) throws Throwable;
  }

  MilvusGateway of(MilvusGateway whole) {
    String theme = call.substring(0, call.indexOf('.'));
    return proxy(
        MilvusGateway.class,
        (method, arguments) -> {
          Object part = invoke(whole, method, arguments);
          return method.getName().equals(theme) ? broken(method.getReturnType(), part) : part;
        });
  }

  private <T> T broken(Class<T> type, Object whole) {
    String name = call.substring(call.indexOf('.') + 1);
    return proxy(
        type,
        (method, arguments) ->
            method.getName().equals(name)
                ? flaw.answer(others -> invoke(whole, method, others), arguments)
                : invoke(whole, method, arguments));
  }

  private interface Handler {

    Object handle(Method method, Object[] arguments) throws Throwable;
  }

  private static <T> T proxy(Class<T> type, Handler handler) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) ->
                handler.handle(method, arguments == null ? new Object[0] : arguments)));
  }

  private static Object invoke(Object target, Method method, Object... arguments) throws Throwable {
    try {
      method.setAccessible(true);
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
