package dev.milvusbackup.internal.catalog;

import dev.milvusbackup.BackupSummary.Origin;
import dev.milvusbackup.internal.format.commit.LockRecord;
import java.util.Optional;

/**
 * The content stored under a name.
 *
 * @param origin which tool made the backup, if it is complete
 * @param problem what is missing otherwise
 * @param isNothing whether the name is free, except for locks
 * @param deleted whether it is a deleted backup, which keeps nobody from using the name
 * @param lock the lock of the job that works or worked on it
 */
public record ExistingContent(
    Optional<Origin> origin,
    String problem,
    boolean isNothing,
    boolean deleted,
    Optional<LockRecord> lock) {}
