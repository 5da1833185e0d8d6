package dev.milvusbackup.config;

import dev.milvusbackup.Beta;

/**
 * Settings for logging.
 *
 * @param level {@code trace}, {@code debug}, {@code info}, {@code warn}, {@code error}, {@code
 *     panic} or {@code fatal}
 * @param console whether to log to the console
 * @param file the log file; empty for none
 * @param maxSizeMiB the size at which a new file is begun
 * @param maxDays how long old files are kept; 0 for ever
 * @param maxBackups how many old files are kept; 0 for all
 */
@Beta
public record LogSettings(
    String level, boolean console, String file, int maxSizeMiB, int maxDays, int maxBackups) {}
