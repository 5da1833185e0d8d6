package dev.milvusbackup.internal.restore;

import dev.milvusbackup.error.CorruptBackupException;
import dev.milvusbackup.internal.format.BackupLayout;
import dev.milvusbackup.internal.restore.RestorePlan.CollectionPlan;
import dev.milvusbackup.storage.ObjectInfo;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Compares the files of a collection with its manifest. Milvus imports whatever lies in a
 * directory, and takes a missing one for an empty one.
 */
final class ListingChecker {

  private final ObjectStore backups;

  ListingChecker(ObjectStore backups) {
    this.backups = backups;
  }

  void check(BackupLayout layout, CollectionPlan collection) {
    Map<ObjectKey, Long> expected = new HashMap<>();
    collection.manifest().objects().forEach(object -> expected.put(object.key(), object.size()));
    for (String kind : List.of("insert_log/", "delta_log/")) {
      ObjectKey directory = layout.binlogs().resolve(kind + collection.manifest().id());
      try (Stream<ObjectInfo> objects = backups.list(directory)) {
        objects.forEach(object -> checkObject(collection, object, expected.remove(object.key())));
      }
    }
    if (!expected.isEmpty()) {
      ObjectKey first = expected.keySet().stream().sorted().findFirst().orElseThrow();
      String others = expected.size() == 1 ? "" : " and " + (expected.size() - 1) + " others";
      throw damaged(collection, first, "is missing" + others);
    }
  }

  private void checkObject(
      CollectionPlan collection, ObjectInfo object, @Nullable Long expectedSize) {
    if (expectedSize == null) {
      throw damaged(
          collection, object.key(), "does not belong to the backup, and would be imported too");
    }
    if (expectedSize != object.size()) {
      throw damaged(
          collection,
          object.key(),
          "has " + object.size() + " bytes, the manifest says " + expectedSize);
    }
  }

  private CorruptBackupException damaged(CollectionPlan collection, ObjectKey key, String why) {
    return new CorruptBackupException(
        "Cannot restore %s: %s in %s %s. Repair the backup from a copy, or restore another one."
            .formatted(collection.source(), key, backups.displayName(), why));
  }
}
