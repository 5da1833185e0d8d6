package dev.milvusbackup;

import java.util.List;

/**
 * What a backup store holds.
 *
 * @param backups the complete backups, by name
 * @param incomplete what is there under the name of a backup but is none, by name
 */
public record BackupListing(List<BackupSummary> backups, List<Incomplete> incomplete) {

  /**
   * Copies the lists.
   *
   * @param backups the complete backups
   * @param incomplete what is there under the name of a backup but is none
   */
  public BackupListing {
    backups = List.copyOf(backups);
    incomplete = List.copyOf(incomplete);
  }

  /**
   * A create or delete that is under way or did not end, or a backup whose summary cannot be read.
   *
   * @param name the name that it blocks
   * @param reason what is missing or wrong, and who works on it
   * @param status what can be done about it
   */
  public record Incomplete(String name, String reason, Status status) {}

  /** What can be done about an incomplete backup. */
  public enum Status {
    /**
     * A job seems to be at work on it: its last sign of life is not older than its lease by the
     * clock of this machine.
     */
    RUNNING,
    /** A create that was interrupted: the same create resumes it. It can be deleted too. */
    RESUMABLE,
    /** Leftovers of a delete or of something else: they can be deleted. */
    LEFTOVER
  }
}
