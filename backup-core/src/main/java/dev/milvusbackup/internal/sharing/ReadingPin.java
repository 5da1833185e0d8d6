package dev.milvusbackup.internal.sharing;

import dev.milvusbackup.BackupSummary;
import dev.milvusbackup.error.BackupNotFoundException;
import dev.milvusbackup.internal.catalog.BackupCatalog;
import dev.milvusbackup.internal.catalog.LoadedBackup;
import dev.milvusbackup.internal.format.BackupLayout;
import dev.milvusbackup.internal.job.JobContext;
import dev.milvusbackup.storage.StorageException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The pin of a job that reads a backup, if the backup shares objects with others. */
public final class ReadingPin implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ReadingPin.class);

  /** Of a backup that cannot be read. */
  public static final ReadingPin NONE = new ReadingPin(null);

  private final @Nullable Pin pin;

  private ReadingPin(@Nullable Pin pin) {
    this.pin = pin;
  }

  /**
   * Pins the objects of a backup.
   *
   * @param operation what the job does
   * @param backup as it was read before
   * @throws BackupNotFoundException if it was deleted meanwhile
   */
  public static ReadingPin of(
      LoadedBackup backup, BackupCatalog catalog, Pins pins, String operation, JobContext job) {
    BackupSummary summary = backup.manifest().summary();
    if (!summary.incremental()) {
      return NONE;
    }
    ReadingPin reading = write(pins, operation, job);
    try {
      // Only now is it certain that a prune which no longer sees the backup sees the pin.
      requirePresent(backup.layout(), summary, catalog);
      return reading;
    } catch (RuntimeException | Error e) {
      reading.close();
      throw e;
    }
  }

  /** A look at a backup needs no right to write. */
  private static ReadingPin write(Pins pins, String operation, JobContext job) {
    try {
      return new ReadingPin(pins.write(operation, job.id(), job.cancel()));
    } catch (StorageException e) {
      if (e.retryable()) {
        throw e;
      }
      LOG.warn("A prune does not know of this {}: {}", operation, e.getMessage());
      return NONE;
    }
  }

  private static void requirePresent(
      BackupLayout layout, BackupSummary summary, BackupCatalog catalog) {
    if (catalog.summary(layout.name()).filter(summary::equals).isEmpty()) {
      throw new BackupNotFoundException(
          "Cannot read backup '%s': another job has just deleted it.".formatted(layout.name()));
    }
  }

  @Override
  public void close() {
    if (pin != null) {
      pin.close();
    }
  }
}
