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
   * Leftovers of a create or delete that did not end, or a backup whose summary cannot be read.
   *
   * @param name the name that they block, until they are deleted
   * @param reason what is missing or wrong
   */
  public record Incomplete(String name, String reason) {}
}
