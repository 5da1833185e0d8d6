package dev.milvusbackup.junit5;

import dev.milvusbackup.storage.FileSystemObjectStore;
import dev.milvusbackup.storage.ObjectStore;
import java.nio.file.Path;

/** Where backups are read from or written to. */
sealed interface BackupPlace {

  /** Opens it; what has to be closed at the end is handed to {@code owned}. */
  ObjectStore open(Closing owned);

  /** A folder. */
  record Folder(Path path) implements BackupPlace {

    @Override
    public ObjectStore open(Closing owned) {
      return owned.add(FileSystemObjectStore.at(path));
    }
  }

  /** Somebody else's store, which stays open. */
  record Store(ObjectStore store) implements BackupPlace {

    @Override
    public ObjectStore open(Closing owned) {
      return store;
    }
  }

  /** A folder on the class path, such as one in the test resources. Only to be read. */
  record ClassPath(String folder) implements BackupPlace {

    @Override
    public ObjectStore open(Closing owned) {
      return owned.add(FileSystemObjectStore.at(ClassPathFolder.find(folder, owned)));
    }
  }
}
