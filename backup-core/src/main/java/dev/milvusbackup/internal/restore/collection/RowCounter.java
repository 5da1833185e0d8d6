package dev.milvusbackup.internal.restore.collection;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.error.CorruptBackupException;
import dev.milvusbackup.internal.data.RestorePlan.Approach;
import dev.milvusbackup.internal.data.RestorePlan.CollectionPlan;
import dev.milvusbackup.internal.job.Deadline;
import dev.milvusbackup.internal.job.JobContext;
import dev.milvusbackup.internal.milvus.MilvusGateway;
import java.time.Duration;

/** Compares the rows that Milvus counts with those that were imported. */
final class RowCounter {

  // Milvus counts the imported segments a moment after the job is completed.
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final Duration LONGEST_POLL = Duration.ofMillis(500);

  private final MilvusGateway milvus;

  RowCounter(MilvusGateway milvus) {
    this.milvus = milvus;
  }

  void check(CollectionPlan collection, CollectionName name, long expected, JobContext job) {
    // Others may write into a collection that was there before.
    boolean exact = collection.approach() != Approach.APPEND;
    long[] counted = new long[1];
    Deadline deadline = Deadline.in(TIMEOUT, LONGEST_POLL);
    boolean right =
        deadline.await(
            job.cancel(),
            () -> {
              counted[0] = milvus.segments().persistentRows(name);
              return exact ? counted[0] == expected : counted[0] >= expected;
            });
    if (!right) {
      throw new CorruptBackupException(
          "Cannot restore %s: after the import Milvus should count %d rows in %s but counts %d. Was something written to it meanwhile? Otherwise see Milvus's log."
              .formatted(collection.source(), expected, name, counted[0]));
    }
  }
}
