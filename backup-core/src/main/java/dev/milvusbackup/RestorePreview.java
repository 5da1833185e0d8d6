package dev.milvusbackup;

import dev.milvusbackup.RestoreReport.Placement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a restore would do.
 *
 * @param backup the name of the backup
 * @param milvusVersion the server that it would be restored to
 * @param newDatabases databases that would be created
 * @param collections the collections, in the order of the backup
 * @param skipped collections that would be left alone, since their targets exist
 * @param rbac what would be added to users and roles; empty if that was not asked for
 * @param estimate how long it may take: imports at 28 MB/s and two seconds for each job, as
 *     measured on a small Milvus 2.3, and what is staged at 100 MB/s; a rough figure
 */
public record RestorePreview(
    String backup,
    String milvusVersion,
    List<String> newDatabases,
    List<Collection> collections,
    List<CollectionName> skipped,
    Optional<RbacChanges> rbac,
    Duration estimate) {

  /**
   * Copies the lists.
   *
   * @param backup the name of the backup
   * @param milvusVersion the server that it would be restored to
   * @param newDatabases databases that would be created
   * @param collections the collections
   * @param skipped collections that would be left alone
   * @param rbac what would be added to users and roles
   * @param estimate how long it may take
   */
  public RestorePreview {
    newDatabases = List.copyOf(newDatabases);
    collections = List.copyOf(collections);
    skipped = List.copyOf(skipped);
  }

  /**
   * The data that would be imported.
   *
   * @return the sum over the collections, in bytes
   */
  public long bytes() {
    return collections.stream().mapToLong(Collection::bytes).sum();
  }

  /**
   * A collection.
   *
   * @param source its name in the backup
   * @param target the name that it would get
   * @param action what would happen
   * @param segments its segments
   * @param rows its rows, deleted ones included
   * @param bytes the size of its data
   * @param importJobs the number of import jobs
   * @param placement how Milvus would get at the data
   * @param warnings what around the rows would not be as it was, such as an alias that belongs to
   *     another collection by now; usually empty
   */
  public record Collection(
      CollectionName source,
      CollectionName target,
      Action action,
      int segments,
      long rows,
      long bytes,
      int importJobs,
      Placement placement,
      List<String> warnings) {

    /**
     * Copies the list.
     *
     * @param source its name in the backup
     * @param target the name that it would get
     * @param action what would happen
     * @param segments its segments
     * @param rows its rows
     * @param bytes the size of its data
     * @param importJobs the number of import jobs
     * @param placement how Milvus would get at the data
     * @param warnings what around the rows would not be as it was
     */
    public Collection {
      warnings = List.copyOf(warnings);
    }
  }

  /** What would happen to a target. */
  public enum Action {
    /** It is not there and would be created. */
    CREATE,
    /** It is there and would be replaced. */
    REPLACE,
    /** It is there and would get more rows. */
    APPEND,
    /** An earlier run of the same restore, which was interrupted, has made it; it stays. */
    KEEP
  }
}
