package dev.milvusbackup.storage.memory;

import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.ObjectStoreProvider;
import dev.milvusbackup.storage.StoreOptions;
import java.net.URI;
import java.util.Set;

/**
 * Opens stores in memory: {@code memory:name}, or {@code memory:name/root}. Stores with the same
 * name share their objects within the JVM.
 */
public final class InMemoryObjectStoreProvider implements ObjectStoreProvider {

  /** Creates the provider, for {@link java.util.ServiceLoader}. */
  public InMemoryObjectStoreProvider() {}

  @Override
  public String scheme() {
    return "memory";
  }

  @Override
  public ObjectStore open(URI location, StoreOptions options) {
    options.requireOnly(Set.of());
    String path = location.isOpaque() ? location.getSchemeSpecificPart() : "";
    if (path.isEmpty() || path.startsWith("/") || location.getFragment() != null) {
      throw new IllegalArgumentException(
          "Cannot open a store at '%s': it has no name. Write memory:name.".formatted(location));
    }
    int slash = path.indexOf('/');
    return slash < 0
        ? InMemoryObjectStore.named(path, "")
        : InMemoryObjectStore.named(path.substring(0, slash), path.substring(slash + 1));
  }
}
