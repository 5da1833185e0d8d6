package dev.milvusbackup.storage.filesystem;

import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.ObjectStoreProvider;
import dev.milvusbackup.storage.StoreOptions;
import java.net.URI;
import java.nio.file.Path;
import java.util.Set;

/** Opens folders: {@code file:///absolute/path}, or {@code file:relative/path}. */
public final class FileSystemObjectStoreProvider implements ObjectStoreProvider {

  /** Creates the provider, for {@link java.util.ServiceLoader}. */
  public FileSystemObjectStoreProvider() {}

  @Override
  public String scheme() {
    return "file";
  }

  @Override
  public ObjectStore open(URI location, StoreOptions options) {
    options.requireOnly(Set.of());
    if (location.isOpaque()) {
      return FileSystemObjectStore.at(Path.of(location.getSchemeSpecificPart()));
    }
    if (location.getAuthority() != null
        || location.getQuery() != null
        || location.getFragment() != null) {
      throw new IllegalArgumentException(
          "Cannot open a store at '%s': the URI must contain only a path. Write file:///absolute/path."
              .formatted(location));
    }
    return FileSystemObjectStore.at(Path.of(location));
  }
}
