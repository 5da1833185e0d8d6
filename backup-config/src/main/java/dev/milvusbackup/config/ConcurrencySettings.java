package dev.milvusbackup.config;

/**
 * The numbers of parallel operations.
 *
 * @param backupCollections parallel collections in a backup
 * @param restoreCollections parallel collections in a restore
 * @param importJobs parallel import jobs in a restore
 * @param copies objects copied in parallel
 */
public record ConcurrencySettings(
    int backupCollections, int restoreCollections, int importJobs, int copies) {}
