package dev.milvusbackup.internal.logical;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.error.BackupException;
import dev.milvusbackup.error.InvalidRequestException;
import dev.milvusbackup.error.TimedOutException;
import dev.milvusbackup.internal.format.metadata.CollectionBackupInfo;
import dev.milvusbackup.internal.format.metadata.PartitionBackupInfo;
import dev.milvusbackup.internal.job.Deadline;
import dev.milvusbackup.internal.job.JobContext;
import dev.milvusbackup.internal.milvus.MilvusLoading;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A collection that can be queried. If it was not loaded before, it is released at the end; if
 * another client is loading it, it stays loaded.
 */
final class LoadedCollection implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LoadedCollection.class);
  private static final int ONE_REPLICA = 1;
  private static final Duration LONGEST_POLL = Duration.ofMillis(500);

  private final MilvusLoading loading;
  private final CollectionName name;
  private final boolean loadedHere;

  private LoadedCollection(MilvusLoading loading, CollectionName name, boolean loadedHere) {
    this.loading = loading;
    this.name = name;
    this.loadedHere = loadedHere;
  }

  static LoadedCollection load(
      MilvusLoading loading, CollectionBackupInfo described, Duration timeout, JobContext job) {
    CollectionName name = described.collection();
    boolean loadedHere = loading.state(name).equals(MilvusLoading.NOT_LOADED);
    if (loadedHere) {
      if (described.indexes().isEmpty()) {
        throw withoutIndex(name);
      }
      loading.load(name, ONE_REPLICA);
    } else {
      requireWhole(loading, described);
    }
    LoadedCollection loaded = new LoadedCollection(loading, name, loadedHere);
    try {
      loaded.await(timeout, job);
      return loaded;
    } catch (RuntimeException | Error e) {
      loaded.close();
      throw e;
    }
  }

  /**
   * Milvus 2.3 reports a collection as loaded if some partitions are. A count then leaves out the
   * rows of the others, and a query on them fails.
   */
  private static void requireWhole(MilvusLoading loading, CollectionBackupInfo described) {
    CollectionName name = described.collection();
    List<String> absent =
        described.partitions().stream()
            .map(PartitionBackupInfo::partitionName)
            .filter(partition -> loading.state(name, partition).equals(MilvusLoading.NOT_LOADED))
            .toList();
    if (!absent.isEmpty()) {
      throw new InvalidRequestException(
          "Cannot back up %s row by row: its partitions %s are not loaded while others are, so queries would leave out their rows. Load the whole collection, or release it."
              .formatted(name, absent));
    }
  }

  static boolean isLoaded(CollectionBackupInfo described) {
    return described.loadState().equals(MilvusLoading.LOADED);
  }

  static InvalidRequestException withoutIndex(CollectionName name) {
    return new InvalidRequestException(
        "Cannot back up %s row by row: it is not loaded, and Milvus loads no collection without an index. Create an index on its vector fields, or back it up by its files (BackupMode.BINLOG)."
            .formatted(name));
  }

  private void await(Duration timeout, JobContext job) {
    Deadline deadline = Deadline.in(job.cancel(), timeout, LONGEST_POLL);
    if (!deadline.await(() -> loading.isLoaded(name))) {
      throw new TimedOutException(
          "Cannot load %s for queries: it was not loaded within %s. Check Milvus's query nodes, or load it yourself first."
              .formatted(name, timeout));
    }
  }

  @Override
  public void close() {
    if (loadedHere) {
      try {
        loading.release(name);
      } catch (BackupException e) {
        LOG.warn("{} was loaded for the backup and cannot be released again", name, e);
      }
    }
  }
}
