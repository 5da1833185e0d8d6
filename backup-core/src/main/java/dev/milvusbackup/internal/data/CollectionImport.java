package dev.milvusbackup.internal.data;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.RestoreReport.Placement;
import dev.milvusbackup.error.BackupException;
import dev.milvusbackup.internal.job.JobContext;
import dev.milvusbackup.internal.ledger.ImportJournal;
import dev.milvusbackup.internal.ledger.UnitRecord;
import java.util.List;

/**
 * The import of one collection: {@link #stage}, {@link #importRows}, {@link #importDeletes}, in
 * this order. One thread uses it.
 */
public interface CollectionImport {

  /** The way in which Milvus receives the data. */
  Placement placement();

  /** The number of import jobs for rows. */
  int rowJobs();

  /** The number of all import jobs. */
  int jobs();

  /** The steps, none of them done, as the ledger of the restore lists them. */
  List<UnitRecord> steps();

  /**
   * Puts the data where Milvus can read it.
   *
   * @param journal the steps that are done need no data
   */
  void stage(ImportJournal journal, JobContext job);

  /**
   * Imports the rows, or waits for the import jobs of an earlier run.
   *
   * @param into an existing collection
   * @return the number of rows, after deletes
   */
  long importRows(CollectionName into, ImportJournal journal, JobContext job);

  /**
   * Whether this result of {@link #importRows} may mean that Milvus did not see the data, so that
   * {@link #requireVisible} has to decide.
   */
  boolean isDoubtful(long rows);

  /**
   * Imports some rows without their deletes.
   *
   * @param probe an empty collection of the same schema
   * @throws BackupException if no rows arrive
   */
  void requireVisible(CollectionName probe, JobContext job);

  /** Whether {@link #importDeletes} has started, after which a count of rows proves nothing. */
  boolean hasBegunDeletes(ImportJournal journal);

  /** Imports the deletes that are stored apart from the rows. */
  void importDeletes(CollectionName into, ImportJournal journal, JobContext job);
}
