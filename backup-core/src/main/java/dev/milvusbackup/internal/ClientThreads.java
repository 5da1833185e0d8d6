package dev.milvusbackup.internal;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Daemon threads with names that tell whose they are. */
final class ClientThreads {

  private ClientThreads() {}

  /** As many as there is work for; the limits are set where the work is handed in. */
  static ExecutorService unbounded(String name) {
    return Executors.newCachedThreadPool(factory(name));
  }

  static ExecutorService fixed(String name, int threads) {
    return Executors.newFixedThreadPool(threads, factory(name));
  }

  private static ThreadFactory factory(String name) {
    AtomicInteger number = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }
}
