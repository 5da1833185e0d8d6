package dev.milvusbackup.internal.logical;

import dev.milvusbackup.internal.data.CollectionImport;
import dev.milvusbackup.internal.data.ImportRun;
import dev.milvusbackup.internal.data.RestorePlan.CollectionPlan;
import dev.milvusbackup.internal.job.JobContext;

/** Nothing is staged: the rows pass through this process. */
record LogicalImportRun(RowScan scan, RowImporter importer) implements ImportRun {

  @Override
  public void checkStaging(StagingCheck check, JobContext job) {}

  @Override
  public boolean overlaps(CollectionPlan collection) {
    return false;
  }

  @Override
  public CollectionImport of(CollectionPlan collection) {
    return new LogicalCollectionImport(scan, importer, collection);
  }

  @Override
  public void cleanUp() {}
}
