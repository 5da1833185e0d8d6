package dev.milvusbackup.testkit;

import dev.milvusbackup.storage.ObjectInfo;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.StoreUnavailableException;
import dev.milvusbackup.testkit.BrokenRead.Ending;
import dev.milvusbackup.testkit.StoreCall.Operation;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Fails or stalls chosen calls to a store, views of other roots included, and passes on the rest.
 */
public final class FaultyObjectStore extends WatchedObjectStore {

  private final Rules rules;

  private FaultyObjectStore(ObjectStore store, Rules rules) {
    super(store, rules);
    this.rules = rules;
  }

  private record Rules(
      List<Consumer<StoreCall>> before,
      List<Consumer<StoreCall>> after,
      List<ReadRule> reads,
      List<ListRule> listings)
      implements Watcher {

    static Rules none() {
      return new Rules(
          new CopyOnWriteArrayList<>(),
          new CopyOnWriteArrayList<>(),
          new CopyOnWriteArrayList<>(),
          new CopyOnWriteArrayList<>());
    }

    @Override
    public void before(StoreCall call) {
      before.forEach(rule -> rule.accept(call));
    }

    @Override
    public void after(StoreCall call) {
      after.forEach(rule -> rule.accept(call));
    }
  }

  /**
   * A store without faults yet.
   *
   * @param store the store that does the work
   * @return a store that passes all calls on
   */
  public static FaultyObjectStore over(ObjectStore store) {
    return new FaultyObjectStore(store, Rules.none());
  }

  /**
   * A fault that passes: a new exception each time it is asked for.
   *
   * @return the source of exceptions
   */
  public static Supplier<RuntimeException> outage() {
    return () -> new StoreUnavailableException("Cannot reach the store: a fault made by a test.");
  }

  /**
   * Fails calls without doing anything.
   *
   * @param when which calls
   * @param failure what to throw
   * @return this store
   */
  public FaultyObjectStore failWhen(
      Predicate<StoreCall> when, Supplier<? extends RuntimeException> failure) {
    rules.before().add(throwing(when, failure));
    return this;
  }

  /**
   * Fails calls after the store did what was asked, as a lost answer would.
   *
   * @param when which calls
   * @param failure what to throw
   * @return this store
   */
  public FaultyObjectStore failAfter(
      Predicate<StoreCall> when, Supplier<? extends RuntimeException> failure) {
    rules.after().add(throwing(when, failure));
    return this;
  }

  /**
   * Fails one call of a kind, without doing anything.
   *
   * @param operation the kind
   * @param n which one, counted from 1 from now on
   * @param failure what to throw
   * @return this store
   */
  public FaultyObjectStore failNth(
      Operation operation, int n, Supplier<? extends RuntimeException> failure) {
    AtomicInteger count = new AtomicInteger();
    return failWhen(call -> call.is(operation) && count.incrementAndGet() == n, failure);
  }

  /**
   * Holds calls back.
   *
   * @param when which calls
   * @param until they go on when it is down; an interrupt fails them
   * @return this store
   */
  public FaultyObjectStore stallWhen(Predicate<StoreCall> when, CountDownLatch until) {
    rules
        .before()
        .add(
            call -> {
              if (when.test(call)) {
                await(until);
              }
            });
    return this;
  }

  /**
   * Breaks reads in the middle, as a lost connection would.
   *
   * @param when which {@code OPEN} calls
   * @param bytes after so many bytes
   * @return this store
   */
  public FaultyObjectStore breakReads(Predicate<StoreCall> when, long bytes) {
    rules.reads().add(new ReadRule(when, bytes, Ending.FAILS));
    return this;
  }

  /**
   * Ends reads early without an error, as a careless client of a service would.
   *
   * @param when which {@code OPEN} calls
   * @param bytes after so many bytes
   * @return this store
   */
  public FaultyObjectStore cutReads(Predicate<StoreCall> when, long bytes) {
    rules.reads().add(new ReadRule(when, bytes, Ending.STOPS_SHORT));
    return this;
  }

  /**
   * Breaks listings between two objects, as a failed page would.
   *
   * @param when which {@code LIST} calls
   * @param objects after so many objects
   * @return this store
   */
  public FaultyObjectStore breakListings(Predicate<StoreCall> when, int objects) {
    rules.listings().add(new ListRule(when, objects));
    return this;
  }

  /**
   * Takes all faults away.
   *
   * @return this store
   */
  public FaultyObjectStore heal() {
    rules.before().clear();
    rules.after().clear();
    rules.reads().clear();
    rules.listings().clear();
    return this;
  }

  @Override
  public InputStream open(ObjectKey key, long offset, long length) {
    InputStream in = super.open(key, offset, length);
    StoreCall call = new StoreCall(Operation.OPEN, List.of(key));
    for (ReadRule rule : rules.reads()) {
      if (rule.when().test(call)) {
        in = new BrokenRead(in, rule.bytes(), rule.ending());
      }
    }
    return in;
  }

  @Override
  public Stream<ObjectInfo> list(ObjectKey directory) {
    Stream<ObjectInfo> objects = super.list(directory);
    StoreCall call = new StoreCall(Operation.LIST, List.of(directory));
    for (ListRule rule : rules.listings()) {
      if (rule.when().test(call)) {
        AtomicInteger given = new AtomicInteger();
        objects = objects.peek(object -> rule.count(given.incrementAndGet()));
      }
    }
    return objects;
  }

  private record ReadRule(Predicate<StoreCall> when, long bytes, Ending ending) {}

  private record ListRule(Predicate<StoreCall> when, int objects) {

    void count(int given) {
      if (given > objects) {
        throw outage().get();
      }
    }
  }

  @Override
  ObjectStore viewOf(ObjectStore view) {
    return new FaultyObjectStore(view, rules);
  }

  private static Consumer<StoreCall> throwing(
      Predicate<StoreCall> when, Supplier<? extends RuntimeException> failure) {
    return call -> {
      if (when.test(call)) {
        throw failure.get();
      }
    };
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreUnavailableException("Cannot reach the store: interrupted.", e);
    }
  }
}
