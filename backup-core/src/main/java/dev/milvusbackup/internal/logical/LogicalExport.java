package dev.milvusbackup.internal.logical;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.internal.data.BackupPlan;
import dev.milvusbackup.internal.data.DataExport;
import dev.milvusbackup.internal.data.Environment;
import dev.milvusbackup.internal.data.ExportEstimate;
import dev.milvusbackup.internal.data.ExportEstimate.CollectionEstimate;
import dev.milvusbackup.internal.data.ExportRun;
import dev.milvusbackup.internal.job.JobContext;
import dev.milvusbackup.internal.lock.JobLock;
import dev.milvusbackup.internal.logical.parquet.ParquetRows;
import dev.milvusbackup.internal.milvus.MilvusGateway;
import dev.milvusbackup.internal.milvus.server.ServerVersion;
import java.time.Duration;
import java.util.List;

/** Exports rows by queries, into Parquet files. */
public final class LogicalExport implements DataExport {

  private final MilvusGateway milvus;
  private final Environment environment;
  private final RowExporter exporter;

  public LogicalExport(Environment environment) {
    this.milvus = environment.milvus();
    this.environment = environment;
    this.exporter = new RowExporter(milvus, environment.limits());
  }

  @Override
  public void require(String action, ServerVersion server) {
    ParquetRows.requireLibrary(action);
  }

  @Override
  public void require(CollectionName collection) {
    RowExporter.check(milvus.collections().describe(collection));
  }

  @Override
  public ExportEstimate estimate(BackupPlan plan, JobContext job) {
    List<CollectionEstimate> collections =
        environment
            .workers()
            .collections()
            .map(
                plan.collections(),
                job.cancel(),
                name -> new CollectionEstimate(name, 0, 0, exporter.rows(name), 0, 0));
    return new ExportEstimate(collections, Duration.ZERO);
  }

  /** Rows that were read earlier are of another moment. */
  @Override
  public boolean resumes() {
    return false;
  }

  @Override
  public ExportRun start(BackupPlan plan, JobLock lock) {
    return new LogicalExportRun(exporter, environment.workers().collections(), plan, lock.store());
  }
}
