package dev.milvusbackup.internal.milvus.segments;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.error.MilvusUnavailableException;
import dev.milvusbackup.error.TimedOutException;
import dev.milvusbackup.internal.job.Deadline;
import dev.milvusbackup.internal.job.JobContext;
import java.time.Duration;

/** Flushes a collection and waits until Milvus has written its buffers. */
public record Flusher(MilvusSegments milvus, Duration timeout) {

  private static final Duration LONGEST_POLL = Duration.ofMillis(250);

  public FlushTicket flush(CollectionName name, JobContext job) {
    Deadline deadline = Deadline.in(job.cancel(), timeout, LONGEST_POLL);
    FlushTicket ticket = request(name, deadline, job);
    if (!deadline.await(() -> milvus.isFlushed(name, ticket))) {
      throw new TimedOutException(
          "Cannot flush %s: Milvus has not written out %d segments within %s. Check its data nodes, or allow a longer Limits.flushTimeout."
              .formatted(name, ticket.segmentIds().size(), timeout));
    }
    return ticket;
  }

  /** Milvus limits the rate of flushes; until the deadline this is a reason to wait. */
  private FlushTicket request(CollectionName name, Deadline deadline, JobContext job) {
    while (true) {
      job.cancel().check();
      try {
        return milvus.flush(name);
      } catch (MilvusUnavailableException e) {
        if (deadline.hasPassed()) {
          throw e;
        }
        deadline.pause();
      }
    }
  }
}
