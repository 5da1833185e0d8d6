package dev.milvusbackup.internal.retention;

import dev.milvusbackup.internal.storage.ForwardingObjectStore;
import dev.milvusbackup.storage.ObjectInfo;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/** A store whose clock differs, or in which some objects are older. */
final class ShiftedTimes extends ForwardingObjectStore {

  private final Duration shift;
  private final String prefix;

  ShiftedTimes(ObjectStore store, Duration shift, String prefix) {
    super(store);
    this.shift = shift;
    this.prefix = prefix;
  }

  @Override
  public Optional<ObjectInfo> stat(ObjectKey key) {
    return super.stat(key).map(this::shifted);
  }

  @Override
  public Stream<ObjectInfo> list(ObjectKey directory) {
    return super.list(directory).map(this::shifted);
  }

  @Override
  public ObjectStore withRoot(String root) {
    return new ShiftedTimes(store.withRoot(root), shift, prefix);
  }

  private ObjectInfo shifted(ObjectInfo info) {
    return info.key().path().startsWith(prefix)
        ? info.withLastModified(info.lastModified().orElseThrow().plus(shift))
        : info;
  }
}
