package dev.milvusbackup.examples;

import static dev.milvusbackup.examples.Env.env;

import dev.milvusbackup.BackupClient;
import dev.milvusbackup.BackupReport;
import dev.milvusbackup.DeleteReport;
import dev.milvusbackup.RestoreReport;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.filesystem.FileSystemObjectStore;
import io.milvus.v2.client.MilvusClientV2;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SortedMap;

/**
 * Fills two collections, backs them up, drops one, restores it, and compares it row by row with the
 * original. Uses the collections {@code quickstart_books} and {@code quickstart_films}, and removes
 * them at the end.
 */
final class QuickStart {

  private static final int ROWS = 5_000;

  private final Story story;
  private final MilvusClientV2 milvus;

  private QuickStart(Story story, MilvusClientV2 milvus) {
    this.story = story;
    this.milvus = milvus;
  }

  public static void main(String[] args) throws Exception {
    Story.tell(
        (story, milvus) -> {
          try (ObjectStore milvusStorage = Env.milvusStorage()) {
            new QuickStart(story, milvus).run(milvusStorage);
          }
        });
  }

  private void run(ObjectStore milvusStorage) {
    Path folder = Path.of(env("BACKUP_DIR", "/tmp/milvus-backups"));
    story.say("Milvus %s at %s", milvus.getServerVersion(), Env.connection().uri());
    story.say("  keeps its data in %s", milvusStorage.displayName());
    story.say("  and is backed up to %s", folder);
    try (SampleCollection books = SampleCollection.filled(milvus, "quickstart_books", ROWS);
        SampleCollection films = SampleCollection.filled(milvus, "quickstart_films", ROWS);
        BackupClient client = Env.backupClient(milvusStorage, FileSystemObjectStore.at(folder))) {
      SortedMap<Long, String> before = books.rows();
      story.say("Filled %s and %s, %,d rows each", books.name(), films.name(), ROWS);
      backUp(client);
      drop(books);
      restore(client);
      compare(before, books.rows());
      DeleteReport deleted = client.delete("quickstart").join();
      story.say("Deleted the backup, %d objects", deleted.objects());
    }
  }

  /** Where Milvus does not count rows, deletes may be missing from a backup; here are none. */
  private void backUp(BackupClient client) {
    BackupReport report =
        client
            .create(
                b ->
                    b.name("quickstart")
                        .collections("quickstart_books", "quickstart_films")
                        .acceptRowDifferences(!SampleRows.areCounted(milvus)))
            .join();
    story.say(
        "Backed them up: %,d rows, %,d bytes, took %.1f s",
        report.manifest().rowCount(), report.manifest().size(), seconds(report.duration()));
  }

  private void drop(SampleCollection books) {
    books.drop();
    if (books.exists()) {
      throw new IllegalStateException("Milvus did not drop " + books.name());
    }
    story.say("Dropped %s", books.name());
  }

  private void restore(BackupClient client) {
    RestoreReport report =
        client.restore(r -> r.backup("quickstart").collections("quickstart_books")).join();
    RestoreReport.Restored books = report.restored().get(0);
    story.say(
        "Restored it: %,d rows, import jobs: %d, took %.1f s",
        books.rows(), books.importJobs(), seconds(report.duration()));
  }

  private void compare(SortedMap<Long, String> before, SortedMap<Long, String> after) {
    if (before.size() != ROWS || !before.equals(after)) {
      throw new IllegalStateException("The restored rows differ from the original ones");
    }
    story.say("Compared %,d rows, field by field: all are equal", after.size());
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }
}
