package dev.milvusbackup.internal.restore.collection;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.IndexPolicy;
import dev.milvusbackup.LoadPolicy;
import dev.milvusbackup.RestoreContent;
import dev.milvusbackup.RestoreRequest;
import dev.milvusbackup.error.BackupException;
import dev.milvusbackup.internal.data.RestorePlan.Approach;
import dev.milvusbackup.internal.data.RestorePlan.CollectionPlan;
import dev.milvusbackup.internal.format.metadata.CollectionBackupInfo;
import dev.milvusbackup.internal.format.metadata.PartitionBackupInfo;
import dev.milvusbackup.internal.job.Deadline;
import dev.milvusbackup.internal.job.JobContext;
import dev.milvusbackup.internal.milvus.MilvusLoading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Restores the load state of a collection. A failure is only a warning: the rows are restored, and
 * dropping them would not help.
 */
final class LoadRestorer {

  private static final Duration LONGEST_POLL = Duration.ofMillis(500);

  private final MilvusLoading loading;
  private final Duration timeout;
  private final RestoreRequest request;

  LoadRestorer(MilvusLoading loading, Duration timeout, RestoreRequest request) {
    this.loading = loading;
    this.timeout = timeout;
    this.request = request;
  }

  /** Loads the collection and returns warnings. */
  List<String> load(CollectionPlan collection, CollectionName name, JobContext job) {
    CollectionBackupInfo info = collection.info();
    if (!isWanted(collection)) {
      return List.of();
    }
    List<String> warnings = new ArrayList<>();
    try {
      if (isLoaded(loading.state(name))) {
        return List.of(); // it existed before, so its owner decides
      }
      begin(info, name, warnings);
      Deadline deadline = Deadline.in(job.cancel(), timeout, LONGEST_POLL);
      if (!deadline.await(() -> loading.state(name).equals(MilvusLoading.LOADED))) {
        warnings.add("it is still loading after " + timeout);
      }
    } catch (BackupException e) {
      warnings.add("it is not loaded: " + e.getMessage());
    }
    return warnings;
  }

  private boolean isWanted(CollectionPlan collection) {
    boolean indexed =
        request.indexes() != IndexPolicy.SKIP || collection.approach() == Approach.APPEND;
    return request.load() == LoadPolicy.AS_BEFORE
        && request.content() == RestoreContent.ALL
        && indexed
        && isLoaded(collection.info().loadState());
  }

  private void begin(CollectionBackupInfo info, CollectionName name, List<String> warnings) {
    int replicas = Math.max(1, info.replicas());
    try {
      begin(info, name, replicas);
    } catch (BackupException e) {
      if (replicas == 1) {
        throw e;
      }
      begin(info, name, 1); // a smaller cluster, most likely
      warnings.add("it has 1 replica instead of %d: %s".formatted(replicas, e.getMessage()));
    }
  }

  private void begin(CollectionBackupInfo info, CollectionName name, int replicas) {
    List<String> loaded =
        info.partitions().stream()
            .filter(partition -> isLoaded(partition.loadState()))
            .map(PartitionBackupInfo::partitionName)
            .toList();
    if (loaded.isEmpty() || loaded.size() == info.partitions().size()) {
      loading.load(name, replicas);
    } else {
      loading.load(name, loaded, replicas);
    }
  }

  private static boolean isLoaded(String state) {
    return state.equals(MilvusLoading.LOADED) || state.equals(MilvusLoading.LOADING);
  }
}
