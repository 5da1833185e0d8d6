package dev.milvusbackup.testkit;

import dev.milvusbackup.storage.ObjectStore;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Records the calls to a store, in the order in which they start. Calls to views with other roots
 * go into the same record.
 */
public final class RecordingObjectStore extends WatchedObjectStore {

  private final Calls calls;

  private RecordingObjectStore(ObjectStore store, Calls calls) {
    super(store, calls);
    this.calls = calls;
  }

  private record Calls(List<StoreCall> made) implements Watcher {

    @Override
    public void before(StoreCall call) {
      made.add(call);
    }

    @Override
    public void after(StoreCall call) {}
  }

  /**
   * Wraps a store.
   *
   * @param store the store to forward to
   * @return a store that records and forwards all calls
   */
  public static RecordingObjectStore over(ObjectStore store) {
    return new RecordingObjectStore(store, new Calls(new CopyOnWriteArrayList<>()));
  }

  /**
   * Returns the recorded calls.
   *
   * @return a copy, in the order in which the calls started
   */
  public List<StoreCall> calls() {
    return List.copyOf(calls.made());
  }

  /** Clears the record. */
  public void reset() {
    calls.made().clear();
  }

  @Override
  ObjectStore viewOf(ObjectStore view) {
    return new RecordingObjectStore(view, calls);
  }
}
