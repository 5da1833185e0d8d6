package dev.milvusbackup.examples;

import dev.milvusbackup.BackupClient;
import dev.milvusbackup.BackupReport;
import dev.milvusbackup.Job;
import dev.milvusbackup.Phase;
import dev.milvusbackup.Progress;
import dev.milvusbackup.ProgressListener;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.memory.InMemoryObjectStore;
import java.util.concurrent.CountDownLatch;

/** Watches a backup, cancels it, and creates it again. */
final class WatchAndCancel {

  private WatchAndCancel() {}

  public static void main(String[] args) throws Exception {
    Story.tell(
        (story, milvus) -> {
          try (ObjectStore milvusStorage = Env.milvusStorage();
              SampleCollection books = SampleCollection.filled(milvus, "example_books", 5_000);
              BackupClient client = Env.backupClient(milvusStorage, InMemoryObjectStore.create())) {
            cancel(client, story);
            watch(client, story);
          }
        });
  }

  private static void cancel(BackupClient client, Story story) throws InterruptedException {
    CountDownLatch flushing = new CountDownLatch(1);
    ProgressListener listener = p -> releaseAt(Phase.FLUSHING, p, flushing);
    // tag::cancel[]
    Job<BackupReport> job =
        client.create(b -> b.name("watched").collections("example_books").listener(listener));
    flushing.await(); // until somebody changes their mind
    job.cancel(); // join() would throw a CancellationException from now on
    job.stopped().join(); // the work has ended and its files are removed
    // end::cancel[]
    if (!client.list().backups().isEmpty() || !client.list().incomplete().isEmpty()) {
      throw new IllegalStateException("The cancelled backup has leftovers");
    }
    story.say("Cancelled: %b, and nothing of the backup is left", job.isCancelled());
  }

  private static void releaseAt(Phase phase, Progress progress, CountDownLatch latch) {
    if (progress.phase() == phase) {
      latch.countDown();
    }
  }

  private static void watch(BackupClient client, Story story) {
    // tag::watch[]
    ProgressListener listener =
        p -> story.say("%s, %d of %d bytes", p.phase(), p.bytesDone(), p.bytes());
    client
        .create(b -> b.name("watched").collections("example_books").listener(listener))
        .thenAccept(report -> story.say("%d rows are safe", report.manifest().rowCount()))
        .join();
    // end::watch[]
  }
}
