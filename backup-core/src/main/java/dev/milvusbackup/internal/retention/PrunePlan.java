package dev.milvusbackup.internal.retention;

import dev.milvusbackup.BackupSummary;
import dev.milvusbackup.retention.RetentionDecision;
import java.util.List;
import java.util.Optional;

/**
 * What a prune does.
 *
 * @param decisions about all complete backups that it is about, newest first
 * @param removals the ones to delete, oldest first
 * @param incomplete the names of incomplete backups to delete
 */
record PrunePlan(
    List<RetentionDecision> decisions, List<Removal> removals, List<String> incomplete) {

  static final PrunePlan NOTHING = new PrunePlan(List.of(), List.of(), List.of());

  /** Whether no backup is deleted. */
  boolean isEmpty() {
    return removals.isEmpty() && incomplete.isEmpty();
  }

  /**
   * A backup to delete.
   *
   * @param replacement the newer one that must still exist then, undamaged; empty if it has no rows
   */
  record Removal(BackupSummary backup, Optional<BackupSummary> replacement) {}
}
