package dev.milvusbackup.internal;

import dev.milvusbackup.Limits;
import dev.milvusbackup.internal.job.Parallel;
import dev.milvusbackup.internal.job.Workers;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads of a client: named daemons. */
final class ClientThreads {

  private final ExecutorService control = Executors.newCachedThreadPool(named("milvus-backup-job"));
  private final ExecutorService copies;

  ClientThreads(int concurrentCopies) {
    this.copies = Executors.newFixedThreadPool(concurrentCopies, named("milvus-backup-copy"));
  }

  /** As many threads as needed; the submitters limit the work. */
  ExecutorService control() {
    return control;
  }

  Workers workers(Limits limits) {
    return new Workers(
        new Parallel(control, limits.concurrentCollections()),
        new Parallel(copies, limits.concurrentCopies()));
  }

  void shutdown() {
    control.shutdown();
    copies.shutdown();
  }

  private static ThreadFactory named(String name) {
    AtomicInteger number = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }
}
