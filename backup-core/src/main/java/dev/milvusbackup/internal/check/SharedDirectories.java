package dev.milvusbackup.internal.check;

import dev.milvusbackup.internal.catalog.LoadedBackup;
import dev.milvusbackup.internal.format.BackupLayout;
import dev.milvusbackup.internal.format.SharedLayout;
import dev.milvusbackup.internal.milvusstorage.BinlogLayout;
import dev.milvusbackup.manifest.BackupManifest;
import dev.milvusbackup.manifest.CollectionManifest;
import dev.milvusbackup.storage.ObjectKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The directories with shared objects of a collection, one in each root. */
public final class SharedDirectories {

  private SharedDirectories() {}

  private static Set<ObjectKey> of(BackupManifest backup) {
    Set<ObjectKey> directories = new TreeSet<>();
    backup.collections().forEach(collection -> directories.addAll(of(collection)));
    return directories;
  }

  /**
   * The directory of a backup, and those of what it shares.
   *
   * @param backup if it can be read
   */
  public static List<ObjectKey> withOwn(BackupLayout layout, Optional<LoadedBackup> backup) {
    List<ObjectKey> directories = new ArrayList<>();
    directories.add(layout.directory());
    backup.ifPresent(loaded -> directories.addAll(of(loaded.manifest())));
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
