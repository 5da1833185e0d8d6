package dev.milvusbackup.config;

import dev.milvusbackup.Beta;

/**
 * Limits on concurrency.
 *
 * @param backupCollections how many collections a backup works on simultaneously
 * @param restoreCollections how many collections a restore works on simultaneously
 * @param importJobs how many import jobs a restore gives to Milvus simultaneously
 * @param copies how many objects are copied simultaneously
 */
@Beta
public record ConcurrencySettings(
    int backupCollections, int restoreCollections, int importJobs, int copies) {}
