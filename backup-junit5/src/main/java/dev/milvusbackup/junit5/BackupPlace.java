package dev.milvusbackup.junit5;

import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.filesystem.FileSystemObjectStore;
import java.nio.file.Path;

/** The place where backups are read or written. */
sealed interface BackupPlace {

  /** Opens it; adds resources to close at the end to {@code owned}. */
  ObjectStore open(Closing owned);

  /** A folder. */
  record Folder(Path path) implements BackupPlace {

    @Override
    public ObjectStore open(Closing owned) {
      return owned.add(FileSystemObjectStore.at(path));
    }
  }

  /** A store of the caller, which stays open. */
  record Store(ObjectStore store) implements BackupPlace {

    @Override
    public ObjectStore open(Closing owned) {
      return store;
    }
  }

  /** A folder on the class path, such as one in the test resources. Read-only. */
  record ClassPath(String folder) implements BackupPlace {

    @Override
    public ObjectStore open(Closing owned) {
      return owned.add(FileSystemObjectStore.at(ClassPathFolder.find(folder, owned)));
    }
  }
}
