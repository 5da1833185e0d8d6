package dev.milvusbackup.internal.data;

import dev.milvusbackup.Limits;
import dev.milvusbackup.internal.job.Workers;
import dev.milvusbackup.internal.lock.JobLocks;
import dev.milvusbackup.internal.milvus.MilvusGateway;
import dev.milvusbackup.internal.milvusstorage.MilvusStorage;
import dev.milvusbackup.storage.ObjectStore;

/**
 * The shared services of all jobs of a client.
 *
 * @param backups the store of the backups, with retries
 */
public record Environment(
    MilvusGateway milvus,
    MilvusStorage milvusStorage,
    ObjectStore backups,
    JobLocks locks,
    Limits limits,
    Workers workers) {}
