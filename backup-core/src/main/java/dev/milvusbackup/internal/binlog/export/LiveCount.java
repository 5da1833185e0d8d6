package dev.milvusbackup.internal.binlog.export;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.error.BackupException;
import dev.milvusbackup.internal.format.metadata.CollectionBackupInfo;
import dev.milvusbackup.internal.milvus.MilvusGateway;
import dev.milvusbackup.internal.milvus.MilvusLoading;

/**
 * Milvus's count of the rows of a collection.
 *
 * @param rows the count, or a negative number if there is none
 * @param why the reason if there is none
 */
record LiveCount(long rows, String why) {

  private static final String NOT_LOADED =
      "it is not loaded completely, so Milvus does not count its rows";

  /** Before a snapshot. */
  static LiveCount of(MilvusGateway milvus, CollectionName name) {
    try {
      return milvus.loading().isLoaded(name)
          ? new LiveCount(milvus.rows().count(name), "")
          : none(NOT_LOADED);
    } catch (BackupException e) {
      return uncounted(e);
    }
  }

  /** After it. */
  static LiveCount of(MilvusGateway milvus, CollectionBackupInfo described) {
    if (described.timeToLive().isPresent()) {
      return none("its rows expire (collection.ttl.seconds), so the count changes by itself");
    }
    try {
      boolean loaded =
          described.loadState().equals(MilvusLoading.LOADED)
              && milvus.partitions().areLoaded(described.collection());
      if (!loaded) {
        return none(NOT_LOADED);
      }
      return new LiveCount(milvus.rows().count(described.collection()), "");
    } catch (BackupException e) {
      return uncounted(e);
    }
  }

  private static LiveCount uncounted(BackupException e) {
    return none("Milvus does not count its rows: " + e.getMessage());
  }

  private static LiveCount none(String why) {
    return new LiveCount(-1, why);
  }

  boolean isKnown() {
    return rows >= 0;
  }
}
