package dev.milvusbackup.internal.restore.collection;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.error.CorruptBackupException;
import dev.milvusbackup.internal.data.RestorePlan.Approach;
import dev.milvusbackup.internal.data.RestorePlan.CollectionPlan;
import dev.milvusbackup.internal.job.Deadline;
import dev.milvusbackup.internal.job.JobContext;
import dev.milvusbackup.internal.milvus.MilvusGateway;
import java.time.Duration;

/** Compares Milvus's count of rows with the imported rows. */
final class RowCounter {

  // Milvus counts the imported segments shortly after the job has ended.
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final Duration LONGEST_POLL = Duration.ofMillis(500);

  private final MilvusGateway milvus;

  RowCounter(MilvusGateway milvus) {
    this.milvus = milvus;
  }

  void check(CollectionPlan collection, CollectionName name, long expected, JobContext job) {
    // Other clients may write into a collection that existed before.
    boolean exact = collection.approach() != Approach.APPEND;
    long[] counted = new long[1];
    Deadline deadline = Deadline.in(job.cancel(), TIMEOUT, LONGEST_POLL);
    boolean right =
        deadline.await(
            () -> {
              counted[0] = milvus.segments().persistentRows(name);
              return exact ? counted[0] == expected : counted[0] >= expected;
            });
    if (!right) {
      throw new CorruptBackupException(
          "Cannot restore %s: after the import Milvus should count %d rows in %s but counts %d. Check whether another client writes to it; otherwise see Milvus's log."
              .formatted(collection.source(), expected, name, counted[0]));
    }
  }
}
