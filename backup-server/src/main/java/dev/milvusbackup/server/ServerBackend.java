package dev.milvusbackup.server;

import dev.milvusbackup.BackupClient;
import dev.milvusbackup.storage.ObjectStore;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a server works on. The caller closes it all.
 *
 * @param client does the work
 * @param backups the client's backup storage; jobs are kept there too, below {@code .jobs/}
 * @param milvusStorage where Milvus keeps its segments, for {@code check}
 * @param clients makes a client for another directory of the backup storage; without it, requests
 *     cannot name one
 */
public record ServerBackend(
    BackupClient client,
    ObjectStore backups,
    Optional<ObjectStore> milvusStorage,
    Optional<Function<ObjectStore, BackupClient>> clients) {}
