package dev.milvusbackup.it;

import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.filesystem.FileSystemObjectStore;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** On a folder, where the objects have SHA-256 digests. */
class DamageMatrixIT extends DamageMatrix {

  @TempDir static Path folder;

  DamageMatrixIT() {
    super(MilvusUnderTest.onLocalStorage());
  }

  @Override
  ObjectStore store() {
    return FileSystemObjectStore.at(folder);
  }
}
