package dev.milvusbackup.junit5;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Closes the added resources in reverse order, all of them, even after failures. */
final class Closing implements AutoCloseable {

  private final Deque<AutoCloseable> resources = new ArrayDeque<>();

  <T extends AutoCloseable> T add(T resource) {
    resources.push(resource);
    return resource;
  }

  @Override
  public void close() {
    Exception failure = null;
    while (!resources.isEmpty()) {
      failure = close(resources.pop(), failure);
    }
    if (failure != null) {
      throw new FixtureException(
          "Cannot clean up after the tests: " + failure.getMessage(), failure);
    }
  }

  private static @Nullable Exception close(AutoCloseable resource, @Nullable Exception former) {
    try {
      resource.close();
      return former;
    } catch (Exception e) {
      if (former == null) {
        return e;
      }
      former.addSuppressed(e);
      return former;
    }
  }
}
