package dev.milvusbackup.internal.milvus.fake;

import dev.milvusbackup.error.MilvusUnavailableException;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The calls to a Milvus in memory: each takes a moment of its time, is noted, and may be given a
 * fault. A call is named by theme and method, such as {@code collections.rename}.
 */
public final class Calls {

  private static final Duration MOMENT = Duration.ofMillis(1);
  private static final int REFUSED = 5;

  /** What may go wrong with a call. */
  public enum Fault {
    /** Milvus says no, and nothing is changed. */
    REFUSED,
    /** Nobody listens, so nothing is changed. */
    NOT_REACHED,
    /** It is done, but its answer never arrives. */
    ANSWER_LOST
  }

  private interface Trouble {

    <T> T around(String call, Supplier<T> action);
  }

  private final VirtualClock clock;
  private final Map<String, Deque<Trouble>> troubles = new HashMap<>();
  private final Map<String, Trouble> lasting = new HashMap<>();
  private final List<String> made = new ArrayList<>();
  private Runnable each = () -> {};

  Calls(VirtualClock clock) {
    this.clock = clock;
  }

  /** The next call of this name fails; told twice, so do the next two. */
  public Calls fail(String call, Fault fault) {
    return next(call, trouble(fault));
  }

  /** The next call of this name is well. */
  public Calls pass(String call) {
    return before(call, () -> {});
  }

  /** From now on every call of this name fails, until {@link #heal}. */
  public Calls failAlways(String call, Fault fault) {
    synchronized (clock) {
      lasting.put(call, trouble(fault));
    }
    return this;
  }

  /** From now on something happens before each call, until {@link #heal}. */
  public Calls beforeEach(Runnable event) {
    synchronized (clock) {
      each = event;
    }
    return this;
  }

  /** Ends all faults. */
  public void heal() {
    synchronized (clock) {
      lasting.clear();
      troubles.clear();
      each = () -> {};
    }
  }

  /** The next call of this name takes long. */
  public Calls slow(String call, Duration duration) {
    return before(call, () -> clock.advance(duration));
  }

  /** Something happens just before the next call of this name. */
  public Calls before(String call, Runnable event) {
    return next(
        call,
        new Trouble() {
          @Override
          public <T> T around(String name, Supplier<T> action) {
            event.run();
            return action.get();
          }
        });
  }

  /** The names of the calls that were made, in their order. */
  public List<String> made() {
    synchronized (clock) {
      return List.copyOf(made);
    }
  }

  /** How often a call was made. */
  public long count(String call) {
    return made().stream().filter(call::equals).count();
  }

  <T> T make(String call, Supplier<T> action) {
    synchronized (clock) {
      clock.advance(MOMENT);
      each.run();
      made.add(call);
      Deque<Trouble> queue = troubles.get(call);
      Trouble trouble = queue == null || queue.isEmpty() ? lasting.get(call) : queue.remove();
      return trouble == null ? action.get() : trouble.around(call, action);
    }
  }

  void run(String call, Runnable action) {
    make(
        call,
        () -> {
          action.run();
          return call;
        });
  }

  private Calls next(String call, Trouble trouble) {
    synchronized (clock) {
      troubles.computeIfAbsent(call, name -> new ArrayDeque<>()).add(trouble);
    }
    return this;
  }

  private static Trouble trouble(Fault fault) {
    return new Trouble() {
      @Override
      public <T> T around(String call, Supplier<T> action) {
        switch (fault) {
          case REFUSED -> throw Refusal.of("call " + call, REFUSED, "a test says no");
          case NOT_REACHED -> throw unavailable(call, "no answer", new ConnectException("refused"));
          case ANSWER_LOST -> {
            T unused = action.get();
            throw unavailable(call, "no answer in time", new IOException("connection reset"));
          }
        }
        throw new AssertionError(fault);
      }
    };
  }

  private static MilvusUnavailableException unavailable(
      String call, String because, IOException cause) {
    return new MilvusUnavailableException(
        Refusal.text("call " + call, because, "a test says so"), cause);
  }
}
