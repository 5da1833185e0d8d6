package dev.milvusbackup.retention;

/** What prunes do with an object of the backup store. New values may be added. */
public enum ObjectFate {
  /** It is shared, and at least one backup or interrupted create refers to its segment. */
  NEEDED,
  /** It is in the directory of a backup, and goes when that is deleted. */
  OF_BACKUP,
  /** It is shared, and may belong to a job that is running. */
  OF_RUNNING_JOB,
  /** It is shared and nothing refers to it. The next prune condemns it. */
  UNREFERENCED,
  /** A prune has condemned it; its grace period is not over. */
  CONDEMNED,
  /** Its grace period is over, but jobs are running that may rely on it. */
  WAITING_FOR_JOBS,
  /** Its grace period is over. The next prune removes it. */
  REMOVABLE,
  /** It is no part of a backup. No prune touches it. */
  OTHER
}
