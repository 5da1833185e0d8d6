package dev.milvusbackup;

import dev.milvusbackup.error.BackupException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a restore has done.
 *
 * @param backup the backup's name
 * @param restored the collections that are back, in the order of the backup
 * @param skipped the collections that were there already and stay as they are ({@link
 *     IfExists#SKIP})
 * @param rbac what was added to users and roles; empty if that was not asked for
 * @param failed those that are not; empty in the report of a job that succeeded
 * @param duration how long it took
 */
public record RestoreReport(
    String backup,
    List<Restored> restored,
    List<Skipped> skipped,
    Optional<RbacChanges> rbac,
    List<Failed> failed,
    Duration duration) {

  /**
   * Copies the lists.
   *
   * @param backup the backup's name
   * @param restored the collections that are back
   * @param skipped the collections that stay as they are
   * @param rbac what was added to users and roles
   * @param failed those that are not
   * @param duration how long it took
   */
  public RestoreReport {
    restored = List.copyOf(restored);
    skipped = List.copyOf(skipped);
    failed = List.copyOf(failed);
  }

  /**
   * A collection that is back.
   *
   * @param source its name in the backup
   * @param target its name now
   * @param rows the rows that Milvus has imported, counted after deletes, or that were inserted
   * @param importJobs the number of import jobs it took, in all runs of the restore
   * @param importJobsReused how many of them an earlier run had begun that was interrupted
   * @param placement how Milvus got at the data
   * @param warnings what around the rows is not as it was, such as an alias that belongs to another
   *     collection by now; usually empty
   */
  public record Restored(
      CollectionName source,
      CollectionName target,
      long rows,
      int importJobs,
      int importJobsReused,
      Placement placement,
      List<String> warnings) {

    /**
     * Copies the list.
     *
     * @param source its name in the backup
     * @param target its name now
     * @param rows the rows that Milvus has imported
     * @param importJobs the number of import jobs it took
     * @param importJobsReused how many of them an earlier run had begun
     * @param placement how Milvus got at the data
     * @param warnings what around the rows is not as it was
     */
    public Restored {
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * A collection that was left alone.
   *
   * @param source its name in the backup
   * @param target the name it would have got
   */
  public record Skipped(CollectionName source, CollectionName target) {}

  /**
   * A collection that could not be restored. What had been made of it was dropped again, unless it
   * was complete and could not be given its name: then the cause says under which name it lies.
   *
   * @param source its name in the backup
   * @param target the name it should have got
   * @param phase what was being done when it failed
   * @param cause why
   */
  public record Failed(
      CollectionName source, CollectionName target, Phase phase, BackupException cause) {}

  /** How Milvus got at the data. */
  public enum Placement {
    /** It read the backup where it lies. */
    IN_PLACE,
    /** It read a temporary copy in its own storage. */
    STAGED,
    /** The rows of a logical backup were inserted by this process. */
    INSERTED
  }
}
