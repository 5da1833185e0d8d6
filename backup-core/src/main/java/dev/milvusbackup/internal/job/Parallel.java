package dev.milvusbackup.internal.job;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Runs an action for many items on an executor, at most {@code width} in parallel. The first
 * failure stops the rest; the call returns when no action is running.
 */
public record Parallel(Executor executor, int width) {

  /** Returns a copy that runs at least so many actions in parallel. */
  public Parallel atLeast(int actions) {
    return new Parallel(executor, Math.max(width, actions));
  }

  /** Returns a copy that runs at most so many actions in parallel. */
  public Parallel atMost(int actions) {
    return new Parallel(executor, Math.min(width, actions));
  }

  public <T> void forEach(Iterable<T> items, CancelToken cancel, Consumer<T> action) {
    Semaphore free = new Semaphore(width);
    AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    try {
      for (T item : items) {
        free.acquire();
        if (failure.get() != null || cancel.isCancelled()) {
          free.release();
          break;
        }
        submit(
            free,
            failure,
            () -> {
              cancel.check();
              action.accept(item);
            });
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      failure.compareAndSet(null, new CancellationException("The job's thread was interrupted"));
    } finally {
      free.acquireUninterruptibly(width);
    }
    rethrow(failure.get());
    cancel.check();
  }

  /** As {@link #forEach}, and returns the results in the order of the items. */
  public <T, R> List<R> map(List<T> items, CancelToken cancel, Function<T, R> function) {
    List<@Nullable R> results = new ArrayList<>(Collections.nCopies(items.size(), null));
    List<Integer> indexes = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      indexes.add(i);
    }
    List<@Nullable R> safe = Collections.synchronizedList(results);
    forEach(indexes, cancel, i -> safe.set(i, function.apply(items.get(i))));
    List<R> complete = new ArrayList<>(items.size());
    for (R result : results) {
      complete.add(Objects.requireNonNull(result));
    }
    return complete;
  }

  private void submit(Semaphore free, AtomicReference<@Nullable Throwable> failure, Runnable task) {
    boolean accepted = false;
    try {
      executor.execute(
          () -> {
            try {
              if (failure.get() == null) {
                task.run();
              }
            } catch (Throwable e) { // forEach throws it
              keep(failure, e);
            } finally {
              free.release();
            }
          });
      accepted = true;
    } finally {
      if (!accepted) {
        free.release();
      }
    }
  }

  private static void keep(AtomicReference<@Nullable Throwable> failure, Throwable e) {
    Throwable first = failure.compareAndExchange(null, e);
    if (first != null && first != e && !(e instanceof CancellationException)) {
      first.addSuppressed(e);
    }
  }

  private static void rethrow(@Nullable Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    if (failure != null) {
      throw (RuntimeException) failure;
    }
  }
}
