package dev.milvusbackup.internal.restore.collection;

import dev.milvusbackup.error.BackupException;
import dev.milvusbackup.internal.data.RestorePlan.Approach;
import dev.milvusbackup.internal.data.RestorePlan.CollectionPlan;
import dev.milvusbackup.internal.milvus.MilvusLoading;
import java.util.ArrayList;
import java.util.List;

/** Restored rows that Milvus may hide now or later. */
final class RowWarnings {

  private RowWarnings() {}

  static List<String> of(CollectionPlan collection, MilvusLoading loading) {
    List<String> warnings = new ArrayList<>();
    collection
        .info()
        .timeToLive()
        .ifPresent(
            seconds ->
                warnings.add(
                    "its rows expire after %s seconds; this time may begin again with the restore, also for rows that had expired"
                        .formatted(seconds)));
    if (collection.approach() == Approach.APPEND && isLoaded(collection, loading)) {
      warnings.add(
          "it was loaded while rows were added: rows whose keys had been deleted in it stay hidden until it is released and loaded again");
    }
    return warnings;
  }

  private static boolean isLoaded(CollectionPlan collection, MilvusLoading loading) {
    try {
      return loading.isLoaded(collection.target());
    } catch (BackupException e) {
      return true; // the warning does no harm
    }
  }
}
