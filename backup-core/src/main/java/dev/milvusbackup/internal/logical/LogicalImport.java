package dev.milvusbackup.internal.logical;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.error.CollectionExistsException;
import dev.milvusbackup.internal.catalog.LoadedBackup;
import dev.milvusbackup.internal.data.DataImport;
import dev.milvusbackup.internal.data.Environment;
import dev.milvusbackup.internal.data.ImportRun;
import dev.milvusbackup.internal.data.RestorePlan;
import dev.milvusbackup.internal.data.RestorePlan.Approach;
import dev.milvusbackup.internal.data.RestorePlan.CollectionPlan;
import dev.milvusbackup.internal.data.SchemaCompatibility;
import dev.milvusbackup.internal.format.schema.FieldSchema;
import dev.milvusbackup.internal.job.CancelToken;
import dev.milvusbackup.internal.logical.parquet.ParquetRows;
import dev.milvusbackup.internal.milvus.rbac.Privilege;
import dev.milvusbackup.internal.milvus.server.ServerFeatures;
import dev.milvusbackup.internal.milvus.server.ServerVersion;
import dev.milvusbackup.internal.rows.RowSchema;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Imports rows by inserts. */
public final class LogicalImport implements DataImport {

  private final String milvusUri;
  private final ServerFeatures server;
  private final SchemaCompatibility compatibility;
  private final RowScan scan;
  private final RowImporter importer;

  /**
   * An import.
   *
   * @param source the version of the server that was backed up
   */
  public LogicalImport(
      Environment environment, String milvusUri, ServerFeatures server, ServerVersion source) {
    this.milvusUri = milvusUri;
    this.server = server;
    this.scan =
        new RowScan(
            new PartDownload(environment.backups()), RowRules.between(source, server.version()));
    this.compatibility = new SchemaCompatibility(environment.milvus().collections(), server);
    this.importer =
        new RowImporter(environment.milvus(), environment.backups(), environment.limits());
  }

  @Override
  public void require(LoadedBackup backup) {
    ParquetRows.requireLibrary("restore backup '" + backup.layout().name() + "'");
  }

  @Override
  public void require(CollectionPlan collection) {
    RowSchema unused = RowSchema.of(collection.source(), collection.info().schema());
    collection.info().schema().fields().forEach(field -> requireType(collection, field));
    compatibility.requireFunctions(collection);
  }

  /** To Milvus Lite an insert of an existing key is a replacement. */
  @Override
  public void requireTarget(CollectionPlan collection) {
    if (collection.approach() == Approach.APPEND && server.version().isMilvusLite()) {
      throw new CollectionExistsException(
          "Cannot restore %s into %s: Milvus Lite replaces existing rows that have the same keys, so newer rows would be lost. Restore under another name."
              .formatted(collection.source(), collection.target()));
    }
    compatibility.requireSameFields(collection, FieldSchema::name);
  }

  private void requireType(CollectionPlan collection, FieldSchema field) {
    if (!server.storesType(field.dataType())) {
      throw compatibility.unsupported(
          collection,
          "field '%s' has type %d, which this server does not support"
              .formatted(field.name(), field.dataType()));
    }
    compatibility.requireNulls(collection, field);
  }

  @Override
  public String address() {
    return milvusUri;
  }

  @Override
  public Set<Privilege> privileges() {
    return EnumSet.of(Privilege.INSERT, Privilege.FLUSH);
  }

  /** It has no import jobs. */
  @Override
  public boolean isAlive(CollectionName target, String job) {
    return false;
  }

  @Override
  public void settle(
      CollectionName target, List<String> jobs, Duration longest, CancelToken cancel) {}

  @Override
  public ImportRun start(RestorePlan plan, String restore) {
    return new LogicalImportRun(scan, importer);
  }
}
