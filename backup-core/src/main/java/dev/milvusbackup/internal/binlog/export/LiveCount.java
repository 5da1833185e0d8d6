package dev.milvusbackup.internal.binlog.export;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.error.BackupException;
import dev.milvusbackup.internal.format.metadata.CollectionBackupInfo;
import dev.milvusbackup.internal.format.metadata.PartitionBackupInfo;
import dev.milvusbackup.internal.format.schema.KeyValue;
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
  private static final String TTL = "collection.ttl.seconds";

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
    if (described.properties().stream().anyMatch(LiveCount::expires)) {
      return none("its rows expire (%s), so the count changes by itself".formatted(TTL));
    }
    try {
      if (!isLoaded(milvus, described)) {
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

  private static boolean expires(KeyValue property) {
    return property.key().equals(TTL) && !property.value().equals("0");
  }

  private static boolean isLoaded(MilvusGateway milvus, CollectionBackupInfo described) {
    return described.loadState().equals(MilvusLoading.LOADED)
        && milvus.partitions().of(described.collection(), described.collectionId()).stream()
            .map(PartitionBackupInfo::loadState)
            .allMatch(MilvusLoading.LOADED::equals);
  }
}
