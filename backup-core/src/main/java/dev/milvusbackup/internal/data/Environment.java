package dev.milvusbackup.internal.data;

import dev.milvusbackup.Limits;
import dev.milvusbackup.internal.job.Workers;
import dev.milvusbackup.internal.lock.JobLocks;
import dev.milvusbackup.internal.milvus.MilvusGateway;
import dev.milvusbackup.internal.milvusstorage.MilvusStorage;
import dev.milvusbackup.internal.sharing.Pins;
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
    Guards guards,
    Limits limits,
    Workers workers) {

  public JobLocks locks() {
    return guards.locks();
  }

  public Pins pins() {
    return guards.pins();
  }
}
