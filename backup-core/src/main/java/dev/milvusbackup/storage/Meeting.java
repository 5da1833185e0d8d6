package dev.milvusbackup.storage;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Phaser;

/** Several actions that wait for each other at one point, unless one of them ends before. */
final class Meeting {

  private final Phaser phaser;

  Meeting(int parties) {
    this.phaser = new Phaser(parties);
  }

  /** Waits until each of the others is here or has ended. */
  void meet() {
    phaser.arriveAndAwaitAdvance();
  }

  /** Runs the actions simultaneously and waits for all of them. */
  void run(List<Runnable> actions) {
    List<CompletableFuture<Void>> running =
        actions.stream()
            .map(action -> CompletableFuture.runAsync(() -> attend(action), Meeting::start))
            .toList();
    try {
      CompletableFuture.allOf(running.toArray(CompletableFuture<?>[]::new)).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private void attend(Runnable action) {
    try {
      action.run();
    } finally {
      phaser.arriveAndDeregister();
    }
  }

  private static void start(Runnable task) {
    Thread thread = new Thread(task, "milvus-backup-probe");
    thread.setDaemon(true);
    thread.start();
  }
}
