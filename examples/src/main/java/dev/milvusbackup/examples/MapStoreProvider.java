package dev.milvusbackup.examples;

import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.ObjectStoreProvider;
import dev.milvusbackup.storage.StoreOptions;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

// tag::store-provider[]
/** Opens {@link MapStore}s by URI: {@code map:name}. */
public final class MapStoreProvider implements ObjectStoreProvider {

  private static final Map<String, MapStore> STORES = new ConcurrentHashMap<>();

  /** For {@link java.util.ServiceLoader}. */
  public MapStoreProvider() {}

  @Override
  public String scheme() {
    return "map";
  }

  @Override
  public ObjectStore open(URI location, StoreOptions options) {
    options.requireOnly(Set.of());
    return STORES.computeIfAbsent(location.getSchemeSpecificPart(), MapStore::new);
  }
}
// end::store-provider[]
