package dev.milvusbackup.internal.binlog.imports;

import dev.milvusbackup.internal.format.BackupLayout;
import dev.milvusbackup.internal.format.SharedLayout;
import dev.milvusbackup.internal.milvusstorage.MilvusStorage;
import dev.milvusbackup.internal.transfer.ObjectCopy;
import dev.milvusbackup.manifest.StoredObject;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.StoreLocation;
import java.util.Optional;

/**
 * The places from which Milvus can read the files of a backup.
 *
 * @param backups the location of the backup
 * @param staging a directory of Milvus's own storage
 */
public record ImportPlaces(
    BackupLayout layout, StoreLocation backups, MilvusStorage milvus, ObjectKey staging) {

  /** The path of the backup's binlogs as Milvus sees it, if it can read them in place. */
  Optional<String> inPlace() {
    return inPlace(layout.binlogs());
  }

  /** The path of a directory of the backup store as Milvus sees it, if it can read it in place. */
  Optional<String> inPlace(ObjectKey directory) {
    return milvus.pathOf(backups, directory);
  }

  String staged(ObjectKey directory) {
    return milvus.pathOf(directory);
  }

  /** Staged objects keep their path below {@code binlogs/}, or below the root of shared objects. */
  ObjectCopy copy(StoredObject object, ObjectKey directory) {
    ObjectKey to = directory.resolve(SharedLayout.binlogPath(object.key(), layout.binlogs()));
    return new ObjectCopy(object.key(), to, object.size(), object.digest(), 0);
  }
}
