package dev.milvusbackup;

import java.time.Duration;

/**
 * What a delete has removed.
 *
 * @param name the backup's name
 * @param objects the number of objects removed
 * @param bytes their size
 * @param duration how long it took
 */
public record DeleteReport(String name, long objects, long bytes, Duration duration) {}
