package dev.milvusbackup.internal.job;

import dev.milvusbackup.Phase;
import dev.milvusbackup.Progress;
import dev.milvusbackup.ProgressListener;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts the work of a job, from any thread, and notifies the listener periodically. */
public final class ProgressTracker {

  private static final Logger LOG = LoggerFactory.getLogger(ProgressTracker.class);
  private static final long NOTIFY_NANOS = Duration.ofMillis(100).toNanos();

  private final @Nullable ProgressListener listener;
  private final LongAdder collectionsDone = new LongAdder();
  private final LongAdder collections = new LongAdder();
  private final LongAdder bytesDone = new LongAdder();
  private final LongAdder bytes = new LongAdder();
  private final LongAdder rowsDone = new LongAdder();
  private final LongAdder rows = new LongAdder();
  private volatile Phase phase = Phase.QUEUED;
  private volatile long startedNanos = System.nanoTime();
  private volatile long endedNanos;
  private volatile long notifiedNanos;

  ProgressTracker(@Nullable ProgressListener listener) {
    this.listener = listener;
  }

  void started() {
    startedNanos = System.nanoTime();
  }

  void ended() {
    endedNanos = System.nanoTime();
    enter(Phase.DONE);
  }

  public void enter(Phase next) {
    boolean changed = phase != next;
    phase = next;
    if (changed) {
      notifyListener();
    }
  }

  public void plan(int moreCollections, long moreBytes, long moreRows) {
    collections.add(moreCollections);
    bytes.add(moreBytes);
    rows.add(moreRows);
  }

  public void advance(long moreBytes, long moreRows) {
    bytesDone.add(moreBytes);
    rowsDone.add(moreRows);
    notifyPeriodically();
  }

  public void collectionDone() {
    collectionsDone.increment();
    notifyPeriodically();
  }

  Progress snapshot() {
    long end = endedNanos == 0 ? System.nanoTime() : endedNanos;
    return Progress.builder(phase)
        .collectionsDone(collectionsDone.intValue())
        .collections(collections.intValue())
        .bytesDone(bytesDone.sum())
        .bytes(bytes.sum())
        .rowsDone(rowsDone.sum())
        .rows(rows.sum())
        .elapsed(Duration.ofNanos(end - startedNanos))
        .build();
  }

  private void notifyPeriodically() {
    if (listener != null && System.nanoTime() - notifiedNanos > NOTIFY_NANOS) {
      notifyListener();
    }
  }

  private synchronized void notifyListener() {
    if (listener == null) {
      return;
    }
    notifiedNanos = System.nanoTime();
    try {
      listener.onProgress(snapshot());
    } catch (RuntimeException e) {
      LOG.warn("A progress listener failed; the job continues", e);
    }
  }
}
