package dev.milvusbackup.retention;

/** Why a prune keeps a backup. New reasons may be added. */
public enum KeepReason {
  /** It is one of the newest: {@link PruneRequest.Builder#keepLast}. */
  LAST,
  /** It is the newest of its hour: {@link PruneRequest.Builder#keepHourly}. */
  HOURLY,
  /** It is the newest of its day: {@link PruneRequest.Builder#keepDaily}. */
  DAILY,
  /** It is the newest of its week: {@link PruneRequest.Builder#keepWeekly}. */
  WEEKLY,
  /** It is the newest of its month: {@link PruneRequest.Builder#keepMonthly}. */
  MONTHLY,
  /** It is the newest of its year: {@link PruneRequest.Builder#keepYearly}. */
  YEARLY,
  /** It is young enough: {@link PruneRequest.Builder#keepWithin}. */
  WITHIN,
  /** It has a label that is kept: {@link PruneRequest.Builder#keepLabel}. */
  LABEL,
  /**
   * No rule keeps it, but it is the last good backup of its collections: no newer one has rows of
   * all collections of which it has rows. A backup in which a verification has found damage does
   * not count. Only {@link dev.milvusbackup.BackupClient#delete} deletes it.
   */
  LAST_GOOD,
  /**
   * No rule keeps it and a verification has found damage in it, but no good backup has rows of all
   * collections of which it has rows, so a part of them may exist only here.
   */
  ONLY_COPY,
  /** No rule keeps it, but its objects are locked against deletion. */
  LOCKED,
  /** The request has no rule for complete backups. */
  NO_RULE,
  /** It is unknown when it was created, as in backups of the Go tool. */
  UNKNOWN_DATE,
  /** Its format is not supported, so that its content is unknown. */
  UNSUPPORTED_FORMAT
}
