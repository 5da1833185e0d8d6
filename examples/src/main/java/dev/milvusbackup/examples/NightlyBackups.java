package dev.milvusbackup.examples;

import static dev.milvusbackup.examples.Env.env;

import dev.milvusbackup.BackupClient;
import dev.milvusbackup.BackupReport;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.filesystem.FileSystemObjectStore;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Backs up every day from inside an application, and keeps the newest backups only. */
final class NightlyBackups {

  private static final Logger LOG = LoggerFactory.getLogger(NightlyBackups.class);

  private NightlyBackups() {}

  public static void main(String[] args) throws Exception {
    Story.tell(
        (story, milvus) -> {
          Path folder = Path.of(env("BACKUP_DIR", "/var/backups/milvus"), "nightly");
          try (ObjectStore milvusStorage = Env.milvusStorage();
              SampleCollection books = SampleCollection.filled(milvus, "example_books", 1_000);
              BackupClient client =
                  Env.backupClient(milvusStorage, FileSystemObjectStore.at(folder))) {
            LocalDate today = LocalDate.now(ZoneOffset.UTC);
            for (int daysAgo = 3; daysAgo > 0; daysAgo--) {
              backUp(client, today.minusDays(daysAgo));
            }
            startSchedule(client);
            client.list().backups().forEach(b -> story.say("%s: %d bytes", b.name(), b.size()));
          }
        });
  }

  private static void startSchedule(BackupClient client) throws Exception {
    // tag::schedule[]
    ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
    ScheduledFuture<?> schedule =
        scheduler.scheduleAtFixedRate(
            () -> backUp(client, LocalDate.now(ZoneOffset.UTC)), 0, 24, TimeUnit.HOURS);
    // end::schedule[]
    scheduler.submit(() -> {}).get(); // runs after the first backup
    schedule.cancel(false);
    scheduler.shutdown();
  }

  // tag::nightly[]
  /** Creates the backup of a day; when it exists, deletes all but the newest three. */
  static void backUp(BackupClient client, LocalDate day) {
    try {
      BackupReport report =
          client
              .create(
                  b ->
                      b.name("nightly_" + day)
                          .collections("example_books")
                          .retention(p -> p.prefix("nightly_").keepLast(3)))
              .join();
      report.followUpFailure().ifPresent(e -> LOG.warn("Old backups remain", e));
    } catch (RuntimeException e) {
      LOG.error("The backup of {} failed", day, e); // an exception would end the schedule
    }
  }
  // end::nightly[]
}
