package dev.milvusbackup.internal.logical;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.RestoreReport.Placement;
import dev.milvusbackup.internal.data.CollectionImport;
import dev.milvusbackup.internal.data.RestorePlan.CollectionPlan;
import dev.milvusbackup.internal.job.JobContext;
import dev.milvusbackup.internal.ledger.ImportJournal;
import dev.milvusbackup.internal.ledger.UnitRecord;
import java.util.List;

/** Inserts the rows of one collection, as one step. */
record LogicalCollectionImport(RowScan scan, RowImporter importer, CollectionPlan collection)
    implements CollectionImport {

  private static final String ROWS = "rows";

  @Override
  public Placement placement() {
    return Placement.INSERTED;
  }

  @Override
  public int rowJobs() {
    return 0;
  }

  @Override
  public int jobs() {
    return 0;
  }

  @Override
  public List<UnitRecord> steps() {
    return List.of(UnitRecord.open(ROWS));
  }

  /** Nothing is staged, but rows that the target would change or refuse are found. */
  @Override
  public void stage(ImportJournal journal, JobContext job) {
    if (!journal.find(ROWS).is(UnitRecord.State.DONE)) {
      scan.check(collection, job);
    }
  }

  /** The progress of an interrupted insert is unknown, so it counts only when it is done. */
  @Override
  public long importRows(CollectionName into, ImportJournal journal, JobContext job) {
    UnitRecord former = journal.find(ROWS);
    if (former.is(UnitRecord.State.DONE)) {
      return former.rows();
    }
    journal.intended(ROWS);
    long rows = importer.importAll(into, collection.info(), collection.manifest(), job);
    journal.done(ROWS, rows);
    return rows;
  }

  /** Milvus has counted each insert. */
  @Override
  public boolean isDoubtful(long rows) {
    return false;
  }

  @Override
  public void requireVisible(CollectionName probe, JobContext job) {}

  @Override
  public boolean hasBegunDeletes(ImportJournal journal) {
    return false;
  }

  /** The rows do not include deleted ones. */
  @Override
  public void importDeletes(CollectionName into, ImportJournal journal, JobContext job) {}
}
