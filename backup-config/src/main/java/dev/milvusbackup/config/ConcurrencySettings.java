package dev.milvusbackup.config;

/**
 * How much is done at once.
 *
 * @param backupCollections collections at once in a backup
 * @param restoreCollections collections at once in a restore
 * @param importJobs import jobs at once in a restore
 * @param copies objects copied at once
 */
public record ConcurrencySettings(
    int backupCollections, int restoreCollections, int importJobs, int copies) {}
