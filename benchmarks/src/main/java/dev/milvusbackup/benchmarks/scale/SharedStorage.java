package dev.milvusbackup.benchmarks.scale;

import dev.milvusbackup.internal.format.SharedLayout;
import dev.milvusbackup.internal.storage.ForwardingObjectStore;
import dev.milvusbackup.storage.ObjectInfo;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A store with the simulated shared objects of a {@link SharedWorld}, written long ago. */
final class SharedStorage extends ForwardingObjectStore {

  private final SharedWorld world;
  private final Instant written;
  private final Set<ObjectKey> removed = new HashSet<>();

  SharedStorage(SharedWorld world, Instant written, ObjectStore others) {
    super(others);
    this.world = world;
    this.written = written;
  }

  /** How many shared objects were deleted. */
  int removed() {
    return removed.size();
  }

  @Override
  public Stream<ObjectInfo> list(ObjectKey directory) {
    if (!directory.equals(SharedLayout.ROOTS) && !directory.equals(SharedLayout.DIRECTORY)) {
      return super.list(directory);
    }
    return IntStream.range(0, world.allSegments())
        .boxed()
        .flatMap(world::objects)
        .filter(object -> !removed.contains(object.key()))
        .map(object -> object.withLastModified(written));
  }

  @Override
  public void delete(Collection<ObjectKey> keys) {
    List<ObjectKey> others = new ArrayList<>();
    for (ObjectKey key : keys) {
      if (key.isBelow(SharedLayout.ROOTS)) {
        removed.add(key);
      } else {
        others.add(key);
      }
    }
    super.delete(others);
  }

  @Override
  public ObjectStore withRoot(String newRoot) {
    throw new UnsupportedOperationException();
  }
}
