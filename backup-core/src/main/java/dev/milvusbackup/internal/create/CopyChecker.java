package dev.milvusbackup.internal.create;

import dev.milvusbackup.error.CorruptBackupException;
import dev.milvusbackup.internal.format.BackupLayout;
import dev.milvusbackup.internal.transfer.CopiedObject;
import dev.milvusbackup.storage.ObjectInfo;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Compares what lies in the backup store with what was copied, by one listing. */
final class CopyChecker {

  private final ObjectStore backups;

  CopyChecker(ObjectStore backups) {
    this.backups = backups;
  }

  void check(BackupLayout layout, List<CopiedObject> copied) {
    Map<ObjectKey, Long> expected = new HashMap<>();
    copied.forEach(object -> expected.put(object.key(), object.size()));
    try (Stream<ObjectInfo> objects = backups.list(layout.binlogs())) {
      objects.forEach(
          object -> {
            Long size = expected.remove(object.key());
            if (size == null) {
              throw wrong(layout, object.key(), "it was not copied by this job");
            }
            if (size != object.size()) {
              throw wrong(layout, object.key(), "it has " + object.size() + " bytes, not " + size);
            }
          });
    }
    if (!expected.isEmpty()) {
      String why = "it is missing, with " + (expected.size() - 1) + " others";
      throw wrong(layout, expected.keySet().iterator().next(), why);
    }
  }

  private CorruptBackupException wrong(BackupLayout layout, ObjectKey key, String why) {
    return new CorruptBackupException(
        "Cannot complete backup '%s': %s in %s is not as it was copied: %s. Does something else write there?"
            .formatted(layout.name(), key, backups.displayName(), why));
  }
}
