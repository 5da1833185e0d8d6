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
 * @param duration how long it took
 */
public record BackupReport(
    BackupManifest manifest, long bytesCopiedByStore, long bytesStreamed, Duration duration) {}
