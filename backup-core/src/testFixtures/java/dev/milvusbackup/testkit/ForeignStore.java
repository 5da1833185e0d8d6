package dev.milvusbackup.testkit;

import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.StoreLocation;

/** A store whose location is in a service of its own. */
final class ForeignStore extends WatchedObjectStore {

  ForeignStore(ObjectStore store) {
    super(store, new Nothing());
  }

  private record Nothing() implements Watcher {

    @Override
    public void before(StoreCall call) {}

    @Override
    public void after(StoreCall call) {}
  }

  @Override
  public StoreLocation location() {
    return new StoreLocation("https://elsewhere.invalid", "bucket", "");
  }

  @Override
  ObjectStore viewOf(ObjectStore view) {
    return new ForeignStore(view);
  }
}
