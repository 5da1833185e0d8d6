package dev.milvusbackup.storage.filesystem;

import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.testkit.ObjectStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** As on FAT, and on some network file systems. */
class FileSystemWithoutHardLinksTest extends ObjectStoreContract {

  @TempDir Path folder;

  @Override
  protected ObjectStore newStore() {
    return new FileSystemObjectStore(
        folder,
        (link, existing) -> {
          throw new UnsupportedOperationException("no hard links");
        });
  }
}
