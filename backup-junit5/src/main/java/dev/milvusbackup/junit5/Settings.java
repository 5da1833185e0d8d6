package dev.milvusbackup.junit5;

import dev.milvusbackup.BackupClientBuilder;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The settings of an extension.
 *
 * @param source the source of Milvus
 * @param backups the place of the backups
 * @param snapshots the place for snapshots, if any
 * @param client changes each client
 * @param timeout the maximum time for a restore, a load or a snapshot
 */
record Settings(
    MilvusSource source,
    BackupPlace backups,
    Optional<BackupPlace> snapshots,
    Consumer<BackupClientBuilder> client,
    Duration timeout) {}
