package dev.milvusbackup.server;

import dev.milvusbackup.BackupClient;
import dev.milvusbackup.storage.ObjectStore;
import java.util.Optional;
import java.util.function.Function;

/**
 * The client and stores of a server. The caller closes them.
 *
 * @param client runs the jobs
 * @param backups the client's backup storage; jobs are kept there too, below {@code .jobs/}
 * @param milvusStorage where Milvus keeps its segments, for {@code check}
 * @param clients opens a client for another directory of the backup storage; without it, requests
 *     cannot choose one
 */
public record ServerBackend(
    BackupClient client,
    ObjectStore backups,
    Optional<ObjectStore> milvusStorage,
    Optional<Function<ObjectStore, BackupClient>> clients) {}
