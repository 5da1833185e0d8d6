package dev.milvusbackup;

import dev.milvusbackup.error.BackupException;
import dev.milvusbackup.manifest.BackupManifest;
import java.time.Duration;
import java.util.List;

/**
 * What a create has made.
 *
 * @param manifest what the backup contains
 * @param bytesCopiedByStore bytes that the store copied itself, without passing through this
 *     process
 * @param bytesStreamed bytes that passed through this process
 * @param objectsReused objects that an interrupted create had copied already; 0 unless this one
 *     resumed it
 * @param bytesReused their size
 * @param skipped collections that were left out ({@link OnError#SKIP}), otherwise empty
 * @param duration how long it took
 */
public record BackupReport(
    BackupManifest manifest,
    long bytesCopiedByStore,
    long bytesStreamed,
    long objectsReused,
    long bytesReused,
    List<Skipped> skipped,
    Duration duration) {

  /**
   * Copies the list.
   *
   * @param manifest what the backup contains
   * @param bytesCopiedByStore bytes that the store copied itself
   * @param bytesStreamed bytes that passed through this process
   * @param objectsReused objects that an interrupted create had copied already
   * @param bytesReused their size
   * @param skipped collections that were left out
   * @param duration how long it took
   */
  public BackupReport {
    skipped = List.copyOf(skipped);
  }

  /**
   * A collection that is not in the backup.
   *
   * @param collection its name
   * @param cause why
   */
  public record Skipped(CollectionName collection, BackupException cause) {}
}
