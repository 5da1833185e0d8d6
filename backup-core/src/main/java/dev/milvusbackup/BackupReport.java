package dev.milvusbackup;

import dev.milvusbackup.manifest.BackupManifest;
import java.time.Duration;

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
 * @param duration how long it took
 */
public record BackupReport(
    BackupManifest manifest,
    long bytesCopiedByStore,
    long bytesStreamed,
    long objectsReused,
    long bytesReused,
    Duration duration) {}
