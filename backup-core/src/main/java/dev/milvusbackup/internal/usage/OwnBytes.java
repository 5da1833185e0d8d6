package dev.milvusbackup.internal.usage;

import dev.milvusbackup.BackupName;
import dev.milvusbackup.internal.format.BackupLayout;
import dev.milvusbackup.storage.ObjectInfo;
import dev.milvusbackup.storage.ObjectStore;
import java.util.stream.Stream;

/**
 * The size of what is in the directory of a backup.
 *
 * @param foreign whether it holds something else, so that it is none
 */
record OwnBytes(long metadata, long data, boolean foreign) {

  private static final OwnBytes FOREIGN = new OwnBytes(0, 0, true);

  /**
   * Adds it up.
   *
   * @param complete whether it is a backup for certain, so that all in it counts
   */
  static OwnBytes of(ObjectStore store, String name, boolean complete) {
    BackupLayout layout = new BackupLayout(new BackupName(name));
    long metadata = 0;
    long data = 0;
    try (Stream<ObjectInfo> objects = store.list(layout.directory())) {
      for (ObjectInfo object : (Iterable<ObjectInfo>) objects::iterator) {
        if (layout.isMetadata(object.key())) {
          metadata += object.size();
        } else if (complete || layout.isData(object.key())) {
          data += object.size();
        } else {
          return FOREIGN; // possibly the data of Milvus, which is not to be listed
        }
      }
    }
    return new OwnBytes(metadata, data, false);
  }

  long total() {
    return metadata + data;
  }
}
