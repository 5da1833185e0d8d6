package dev.milvusbackup.internal.catalog;

import dev.milvusbackup.BackupSummary.Origin;
import dev.milvusbackup.internal.format.commit.LockRecord;
import java.util.Optional;

/**
 * What lies under a name.
 *
 * @param origin who made the backup, if there is a complete one
 * @param problem what is missing otherwise
 * @param isNothing that there is nothing but locks, perhaps
 * @param lock whose job works or worked on it
 */
public record ExistingContent(
    Optional<Origin> origin, String problem, boolean isNothing, Optional<LockRecord> lock) {}
