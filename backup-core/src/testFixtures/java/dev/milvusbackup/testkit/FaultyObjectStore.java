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
 * Fails or stalls the calls that a test selects, and forwards the others. Views with other roots
 * share the rules.
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
   * Wraps a store, without faults at first.
   *
   * @param store the store to forward to
   * @return a store that forwards all calls
   */
  public static FaultyObjectStore over(ObjectStore store) {
    return new FaultyObjectStore(store, Rules.none());
  }

  /**
   * Returns a temporary fault that a retry can overcome.
   *
   * @return a supplier that creates a new exception for each call
   */
  public static Supplier<RuntimeException> outage() {
    return () -> new StoreUnavailableException("Cannot reach the store: a fault made by a test.");
  }

  /**
   * Fails calls before they reach the store.
   *
   * @param when selects the calls
   * @param failure creates the exception
   * @return this store
   */
  public FaultyObjectStore failWhen(
      Predicate<StoreCall> when, Supplier<? extends RuntimeException> failure) {
    rules.before().add(throwing(when, failure));
    return this;
  }

  /**
   * Fails calls after the store has completed them, like a lost response.
   *
   * @param when selects the calls
   * @param failure creates the exception
   * @return this store
   */
  public FaultyObjectStore failAfter(
      Predicate<StoreCall> when, Supplier<? extends RuntimeException> failure) {
    rules.after().add(throwing(when, failure));
    return this;
  }

  /**
   * Fails the n-th call of an operation before it reaches the store.
   *
   * @param operation the operation
   * @param n the number of the call; the next one is 1
   * @param failure creates the exception
   * @return this store
   */
  public FaultyObjectStore failNth(
      Operation operation, int n, Supplier<? extends RuntimeException> failure) {
    AtomicInteger count = new AtomicInteger();
    return failWhen(call -> call.is(operation) && count.incrementAndGet() == n, failure);
  }

  /**
   * Stalls calls before they reach the store.
   *
   * @param when selects the calls
   * @param until the calls continue when this latch reaches zero; an interrupt fails them
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
   * Breaks reads with an exception, like a lost connection.
   *
   * @param when selects {@code OPEN} calls
   * @param bytes the number of bytes before the exception
   * @return this store
   */
  public FaultyObjectStore breakReads(Predicate<StoreCall> when, long bytes) {
    rules.reads().add(new ReadRule(when, bytes, Ending.FAILS));
    return this;
  }

  /**
   * Ends reads early without an error, like a client that ignores a short response.
   *
   * @param when selects {@code OPEN} calls
   * @param bytes the number of bytes before the end
   * @return this store
   */
  public FaultyObjectStore cutReads(Predicate<StoreCall> when, long bytes) {
    rules.reads().add(new ReadRule(when, bytes, Ending.STOPS_SHORT));
    return this;
  }

  /**
   * Breaks listings between two objects, like a page that cannot be fetched.
   *
   * @param when selects {@code LIST} calls
   * @param objects the number of objects before the exception
   * @return this store
   */
  public FaultyObjectStore breakListings(Predicate<StoreCall> when, int objects) {
    rules.listings().add(new ListRule(when, objects));
    return this;
  }

  /**
   * Removes all faults.
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
        AtomicInteger listed = new AtomicInteger();
        objects = objects.peek(object -> rule.check(listed.incrementAndGet()));
      }
    }
    return objects;
  }

  private record ReadRule(Predicate<StoreCall> when, long bytes, Ending ending) {}

  private record ListRule(Predicate<StoreCall> when, int objects) {

    void check(int listed) {
      if (listed > objects) {
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
