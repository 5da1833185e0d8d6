package dev.milvusbackup.testkit;

import dev.milvusbackup.storage.ObjectStore;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Notes the calls that a store gets, views of other roots included, in the order of their start.
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
   * Watches a store.
   *
   * @param store the store that does the work
   * @return a store that passes all calls on
   */
  public static RecordingObjectStore over(ObjectStore store) {
    return new RecordingObjectStore(store, new Calls(new CopyOnWriteArrayList<>()));
  }

  /**
   * The calls so far.
   *
   * @return a copy, in the order of their start
   */
  public List<StoreCall> calls() {
    return List.copyOf(calls.made());
  }

  /** Forgets the calls so far. */
  public void reset() {
    calls.made().clear();
  }

  @Override
  ObjectStore viewOf(ObjectStore view) {
    return new RecordingObjectStore(view, calls);
  }
}
