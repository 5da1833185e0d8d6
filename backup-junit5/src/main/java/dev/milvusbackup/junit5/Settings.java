package dev.milvusbackup.junit5;

import dev.milvusbackup.BackupClientBuilder;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What an extension was built with.
 *
 * @param source where Milvus comes from
 * @param backups where backups are read from
 * @param snapshots where they are written to, if anywhere
 * @param client changes each client
 * @param timeout the longest wait for a restore, a load or a snapshot
 */
record Settings(
    MilvusSource source,
    BackupPlace backups,
    Optional<BackupPlace> snapshots,
    Consumer<BackupClientBuilder> client,
    Duration timeout) {}
