package dev.milvusbackup.internal.sharing;

import dev.milvusbackup.error.BackupLockedException;
import dev.milvusbackup.internal.Mortal;
import dev.milvusbackup.internal.storage.ForwardingObjectStore;
import dev.milvusbackup.storage.ObjectBody;
import dev.milvusbackup.storage.ObjectInfo;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectNotFoundException;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.PutMode;
import dev.milvusbackup.storage.StoreAccessDeniedException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A process that waits before each call of the store until it is told to go on. Between two calls
 * it runs alone, so a run is determined by the order in which the actors of a test go on.
 */
final class SteppedActor {

  private static final long MOST_SECONDS = 10;

  private final String name;
  private final ObjectStore store;
  private final Semaphore waiting = new Semaphore(0); // one permit for each stop of the actor
  private final Semaphore go = new Semaphore(0);
  private final List<String> trace;
  private final Executor threads;
  private final Runnable work;
  private final List<String> own;
  private volatile boolean ended;
  private volatile Fence fence = Fence.OPEN;
  private volatile boolean dead;
  private volatile @Nullable Throwable failure;
  private volatile long seen; // a hash of all that it knows of the store
  private volatile String last = "";
  private final Map<String, Integer> counts = new HashMap<>();
  private final Set<ObjectKey> locks = new HashSet<>(); // that it has written

  /** Whether its lock lets it write. */
  private enum Fence {
    OPEN,
    /** The lock is lost, and the next call is on its way already. */
    CLOSING,
    CLOSED
  }

  /**
   * An actor.
   *
   * @param own the beginnings of keys that no other actor writes
   * @param work done with a store of its own
   * @param trace of all actors, for messages
   */
  SteppedActor(
      String name,
      List<String> own,
      ObjectStore store,
      List<String> trace,
      Executor threads,
      Consumer<SteppedActor> work) {
    this.name = name;
    this.own = own;
    this.trace = trace;
    this.store = new Stepped(store);
    this.threads = threads;
    this.work =
        () -> {
          try {
            stop("begin");
            work.accept(this);
          } catch (Throwable e) {
            failure = e;
          } finally {
            ended = true;
            waiting.release();
          }
        };
  }

  ObjectStore store() {
    return store;
  }

  /** Whether its random words start so. */
  boolean owns(ObjectKey pin) {
    return !ended && pin.path().startsWith(".shared/pins/" + name);
  }

  boolean isNamed(String other) {
    return name.equals(other);
  }

  boolean isAbout(String call) {
    return last.startsWith(call);
  }

  void start() {
    threads.execute(work);
    await();
  }

  /** Lets it run up to its next call. */
  void next() {
    go.release();
    await();
  }

  /** From now on every call fails, as if the process were gone. */
  void kill() {
    dead = true;
    while (!ended) {
      next();
    }
  }

  boolean ended() {
    return ended;
  }

  boolean dead() {
    return dead;
  }

  Optional<Throwable> failure() {
    return Optional.ofNullable(failure);
  }

  /** Stands for its state: what it does next depends on nothing else. */
  String state() {
    return name
        + (ended ? "/" : ":")
        + last
        + "."
        + Long.toHexString(seen)
        + fence
        + (dead ? "!" : "");
  }

  /** A step that is no call of the store. */
  void step(String what, Runnable action) {
    call(
        what,
        () -> {
          action.run();
          return "";
        },
        result -> "");
  }

  private void await() {
    try {
      if (!waiting.tryAcquire(MOST_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError(name + " hangs after " + trace);
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private void stop(String what) {
    last = what + "#" + counts.merge(StoreState.withoutTimes(what), 1, Integer::sum);
    waiting.release();
    go.acquireUninterruptibly();
    if (dead) {
      throw new Mortal.Killed();
    }
    trace.add(name + " " + what);
  }

  private synchronized <T> T call(String what, Supplier<T> action, Function<T, String> seenAs) {
    if (!StoreState.matters(what) || readsItsOwn(what)) {
      if (dead) {
        throw new Mortal.Killed();
      }
      return action.get();
    }
    stop(what);
    T result;
    try {
      requireLock(what);
      result = action.get();
    } catch (RuntimeException e) {
      see(what + e.getClass().getSimpleName());
      throw e;
    }
    see(what + seenAs.apply(result));
    return result;
  }

  /** What only this process writes looks to it as it would without the others. */
  private boolean readsItsOwn(String what) {
    return own.stream()
        .anyMatch(
            key ->
                what.startsWith("list " + key)
                    || what.startsWith("stat " + key)
                    || what.startsWith("read " + key));
  }

  /** Others take its lock for lost. It notices that at its next write but one. */
  void loseLock() {
    fence = Fence.CLOSING;
  }

  private void requireLock(String what) {
    boolean locked =
        what.matches("(put|delete|copy) .*")
            && !what.contains(".shared/pins")
            && !what.contains("/meta/withdrawn.");
    if (fence == Fence.CLOSED && locked) {
      throw new BackupLockedException(name + " has lost its lock, a test says so.");
    }
    fence = fence == Fence.CLOSING ? Fence.CLOSED : fence;
  }

  /** What it has learnt so far plays no part in what it does next. */
  void forget() {
    seen = 0;
    counts.clear();
  }

  private void see(String result) {
    seen = seen * 1_000_003 + StoreState.withoutTimes(result).hashCode();
  }

  final class Stepped extends ForwardingObjectStore {

    Stepped(ObjectStore store) {
      super(store);
    }

    /** A delete that does not ask whether the lock is held. */
    void deleteWithoutLock(ObjectKey key) {
      call(
          "remove " + key,
          () -> {
            store.delete(List.of(key));
            return "";
          },
          result -> "");
    }

    @Override
    public ObjectInfo put(ObjectKey key, ObjectBody body, PutMode mode) {
      if (key.path().contains("/lock.")) {
        locks.add(key);
      }
      return call("put " + key, () -> store.put(key, body, mode), info -> "");
    }

    /**
     * For one that has no lock itself, that of another process is alive. No test waits until that
     * is clear.
     */
    private void requireFree(ObjectKey key) {
      if (key.path().contains("/lock.") && !hasLockBeside(key) && isHeld(key)) {
        throw new StoreAccessDeniedException(name + " finds " + key + " alive, a test says so.");
      }
    }

    private boolean hasLockBeside(ObjectKey key) {
      String site = key.path().substring(0, key.path().lastIndexOf("lock."));
      return locks.stream().anyMatch(lock -> lock.path().startsWith(site));
    }

    private boolean isHeld(ObjectKey key) {
      try (InputStream in = store.open(key, 0, Long.MAX_VALUE)) {
        return !new String(in.readAllBytes(), StandardCharsets.UTF_8).contains("\"released\":true");
      } catch (ObjectNotFoundException e) {
        return false;
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public ObjectInfo putAsLarge(ObjectKey key, ObjectBody body, PutMode mode) {
      return put(key, body, mode);
    }

    @Override
    public InputStream open(ObjectKey key, long offset, long length) {
      requireFree(key);
      byte[] content =
          call(
              "read " + key,
              () -> {
                try (InputStream in = store.open(key, offset, length)) {
                  return in.readAllBytes();
                } catch (IOException e) {
                  throw new IllegalStateException(e);
                }
              },
              bytes -> StoreState.content(key, bytes));
      return new ByteArrayInputStream(content);
    }

    @Override
    public Optional<ObjectInfo> stat(ObjectKey key) {
      return call("stat " + key, () -> store.stat(key), info -> "" + info.isPresent());
    }

    @Override
    public Stream<ObjectInfo> list(ObjectKey directory) {
      return call(
          "list " + directory,
          () -> {
            try (Stream<ObjectInfo> objects = store.list(directory)) {
              return objects.toList();
            }
          },
          infos ->
              infos.stream()
                  .map(i -> i.key().path())
                  .filter(StoreState::matters)
                  .collect(Collectors.joining(" ")))
          .stream();
    }

    @Override
    public Stream<ObjectKey> directories(ObjectKey directory) {
      return call(
          "directories " + directory,
          () -> {
            try (Stream<ObjectKey> keys = store.directories(directory)) {
              return keys.toList();
            }
          },
          keys -> "")
          .stream();
    }

    @Override
    public void delete(Collection<ObjectKey> keys) {
      List<ObjectKey> all = new ArrayList<>(keys);
      locks.removeAll(all);
      call(
          "delete " + all,
          () -> {
            store.delete(all);
            return "";
          },
          result -> "");
    }

    @Override
    public @Nullable ObjectInfo copyFrom(ObjectStore source, ObjectInfo from, ObjectKey to) {
      return call(
          "copy " + to,
          () -> {
            ObjectInfo copied = store.copyFrom(source, from, to);
            if (copied == null) {
              throw new AssertionError("Not copied: " + to);
            }
            return copied;
          },
          info -> "");
    }

    @Override
    public ObjectStore withRoot(String root) {
      throw new UnsupportedOperationException();
    }
  }
}
