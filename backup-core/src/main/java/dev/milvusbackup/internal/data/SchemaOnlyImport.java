package dev.milvusbackup.internal.data;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.RestoreReport.Placement;
import dev.milvusbackup.internal.catalog.LoadedBackup;
import dev.milvusbackup.internal.data.RestorePlan.CollectionPlan;
import dev.milvusbackup.internal.job.CancelToken;
import dev.milvusbackup.internal.job.JobContext;
import dev.milvusbackup.internal.ledger.ImportJournal;
import dev.milvusbackup.internal.ledger.UnitRecord;
import dev.milvusbackup.internal.milvus.rbac.Privilege;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Imports no rows of a backup: its collections stay empty. */
public record SchemaOnlyImport(DataImport path) implements DataImport {

  @Override
  public void require(LoadedBackup backup) {
    path.require(backup);
  }

  @Override
  public void require(CollectionPlan collection) {
    path.require(collection);
  }

  @Override
  public void requireTarget(CollectionPlan collection) {
    path.requireTarget(collection);
  }

  @Override
  public String address() {
    return path.address();
  }

  @Override
  public Set<Privilege> privileges() {
    return Set.of();
  }

  @Override
  public boolean isAlive(CollectionName target, String job) {
    return false;
  }

  @Override
  public void settle(
      CollectionName target, List<String> jobs, Duration longest, CancelToken cancel) {}

  @Override
  public ImportRun start(RestorePlan plan, String restore) {
    return new Run(path.start(plan, restore));
  }

  private record Run(ImportRun run) implements ImportRun {

    @Override
    public void checkStaging(StagingCheck check, JobContext job) {}

    @Override
    public boolean overlaps(CollectionPlan collection) {
      return false;
    }

    @Override
    public CollectionImport of(CollectionPlan collection) {
      return new Nothing(run.of(collection).placement());
    }

    @Override
    public void cleanUp() {}
  }

  /**
   * Imports nothing.
   *
   * @param placement how Milvus would get at the rows
   */
  private record Nothing(Placement placement) implements CollectionImport {

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
      return List.of();
    }

    @Override
    public void stage(ImportJournal journal, JobContext job) {}

    @Override
    public long importRows(CollectionName into, ImportJournal journal, JobContext job) {
      return 0;
    }

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

    @Override
    public void importDeletes(CollectionName into, ImportJournal journal, JobContext job) {}
  }
}
