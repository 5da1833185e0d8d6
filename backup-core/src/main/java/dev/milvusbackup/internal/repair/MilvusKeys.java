package dev.milvusbackup.internal.repair;

import dev.milvusbackup.internal.format.BackupLayout;
import dev.milvusbackup.internal.format.SharedLayout;
import dev.milvusbackup.internal.milvusstorage.BinlogLayout;
import dev.milvusbackup.storage.ObjectKey;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where Milvus has, or had, the binlogs of a backup: the same path without groups. */
record MilvusKeys(BackupLayout layout) {

  private static final int GROUP = 3; // after the kind, the collection and the partition
  private static final int INSERT_PARTS = 6;
  private static final int DELTA_PARTS = 5;

  /** Empty for what is no binlog. */
  Optional<ObjectKey> of(ObjectKey key) {
    if (!key.isBelow(SharedLayout.ROOTS) && !key.isBelow(layout.binlogs())) {
      return Optional.empty();
    }
    String[] path = SharedLayout.binlogPath(key, layout.binlogs()).split("/", -1);
    int parts = path[0].equals(BinlogLayout.INSERT_LOG) ? INSERT_PARTS : DELTA_PARTS;
    if (path.length == parts) { // backups of old Go tools have no groups
      return Optional.of(ObjectKey.of(String.join("/", path)));
    }
    return path.length == parts + 1
        ? Optional.of(
            ObjectKey.of(
                Stream.concat(
                        Arrays.stream(path, 0, GROUP), Arrays.stream(path, GROUP + 1, path.length))
                    .collect(Collectors.joining("/"))))
        : Optional.empty();
  }
}
