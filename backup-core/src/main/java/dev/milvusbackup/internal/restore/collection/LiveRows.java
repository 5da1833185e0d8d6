package dev.milvusbackup.internal.restore.collection;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.error.BackupException;
import dev.milvusbackup.error.CorruptBackupException;
import dev.milvusbackup.internal.data.RestorePlan.Approach;
import dev.milvusbackup.internal.data.RestorePlan.CollectionPlan;
import dev.milvusbackup.internal.job.Deadline;
import dev.milvusbackup.internal.job.JobContext;
import dev.milvusbackup.internal.milvus.MilvusGateway;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** Compares the rows of a loaded collection with those that Milvus counted for the backup. */
record LiveRows(MilvusGateway milvus) {

  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final Duration LONGEST_POLL = Duration.ofMillis(500);

  /**
   * Compares.
   *
   * @param name the complete collection, which no client knows yet
   * @return the reason if that is not possible
   * @throws CorruptBackupException if the counts differ
   */
  Optional<String> compare(CollectionPlan collection, CollectionName name, JobContext job) {
    OptionalLong expected = collection.manifest().liveRows();
    Optional<String> reason = reason(collection, name);
    if (reason.isPresent() || expected.isEmpty()) {
      return reason;
    }
    long[] counted = new long[1];
    Deadline deadline = Deadline.in(job.cancel(), TIMEOUT, LONGEST_POLL);
    boolean equal =
        deadline.await(
            () -> {
              counted[0] = milvus.rows().count(name);
              return counted[0] == expected.getAsLong();
            });
    if (!equal) {
      throw new CorruptBackupException(
          "Cannot restore %s: Milvus counts %d rows in %s, but counted %d when the backup was created. Check whether another client writes to it; otherwise run verify on the backup and see Milvus's log."
              .formatted(collection.source(), counted[0], name, expected.getAsLong()));
    }
    return Optional.empty();
  }

  private Optional<String> reason(CollectionPlan collection, CollectionName name) {
    if (collection.manifest().liveRows().isEmpty()) {
      return Optional.of("the backup has no count of its live rows");
    }
    if (collection.approach() == Approach.APPEND) {
      return Optional.of("it existed before and may have other rows");
    }
    try {
      boolean loaded = milvus.loading().isLoaded(name) && milvus.partitions().areLoaded(name);
      return loaded ? Optional.empty() : Optional.of("it is not loaded completely");
    } catch (BackupException e) {
      return Optional.of("Milvus does not count its rows: " + e.getMessage());
    }
  }
}
