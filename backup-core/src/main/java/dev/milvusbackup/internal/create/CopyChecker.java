package dev.milvusbackup.internal.create;

import dev.milvusbackup.error.CorruptBackupException;
import dev.milvusbackup.internal.format.BackupLayout;
import dev.milvusbackup.internal.format.commit.CommittedObject;
import dev.milvusbackup.internal.format.commit.PackedObjects;
import dev.milvusbackup.storage.ObjectInfo;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import java.util.Iterator;
import java.util.stream.Stream;

/** Compares the objects in the backup store with the copies, with one listing. */
final class CopyChecker {

  private final ObjectStore backups;

  CopyChecker(ObjectStore backups) {
    this.backups = backups;
  }

  /** Both are sorted by key, so one pass compares them. */
  void check(BackupLayout layout, ObjectKey directory, PackedObjects copied) {
    String path = layout.path(directory) + "/";
    Iterator<CommittedObject> expected =
        copied.stream().filter(object -> object.path().startsWith(path)).iterator();
    try (Stream<ObjectInfo> objects = backups.list(directory)) {
      objects.forEach(found -> compare(layout, found, expected));
    }
    if (expected.hasNext()) {
      throw missing(layout, expected.next());
    }
  }

  private void compare(BackupLayout layout, ObjectInfo found, Iterator<CommittedObject> expected) {
    CommittedObject next = expected.hasNext() ? expected.next() : null;
    String path = layout.path(found.key());
    if (next == null || path.compareTo(next.path()) < 0) {
      throw wrong(layout, found.key(), "it was not copied by this job");
    }
    if (!path.equals(next.path())) {
      throw missing(layout, next);
    }
    if (found.size() != next.size()) {
      String why = "it has " + found.size() + " bytes, not " + next.size();
      throw wrong(layout, found.key(), why);
    }
  }

  private CorruptBackupException missing(BackupLayout layout, CommittedObject object) {
    return wrong(layout, layout.key(object.path()), "it is missing");
  }

  private CorruptBackupException wrong(BackupLayout layout, ObjectKey key, String why) {
    return new CorruptBackupException(
        "Cannot complete backup '%s': %s in %s differs from its copy: %s. Check whether another program writes there."
            .formatted(layout.name(), key, backups.displayName(), why));
  }
}
