package dev.milvusbackup.internal.check;

import dev.milvusbackup.internal.format.SharedLayout;
import dev.milvusbackup.internal.milvusstorage.BinlogLayout;
import dev.milvusbackup.manifest.BackupManifest;
import dev.milvusbackup.manifest.CollectionManifest;
import dev.milvusbackup.storage.ObjectKey;
import java.util.Set;
import java.util.TreeSet;

/** The directories with shared objects of a collection, one in each root. */
public final class SharedDirectories {

  private SharedDirectories() {}

  public static Set<ObjectKey> of(BackupManifest backup) {
    Set<ObjectKey> directories = new TreeSet<>();
    backup.collections().forEach(collection -> directories.addAll(of(collection)));
    return directories;
  }

  static Set<ObjectKey> of(CollectionManifest collection) {
    String inserts = BinlogLayout.directory(BinlogLayout.INSERT_LOG, collection.id()).path();
    Set<ObjectKey> directories = new TreeSet<>();
    collection
        .objects()
        .filter(object -> object.key().isBelow(SharedLayout.ROOTS))
        .forEach(
            object -> {
              directories.add(SharedLayout.rootOf(object.key()).resolve(inserts));
            });
    return directories;
  }
}
