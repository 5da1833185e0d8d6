package dev.milvusbackup.internal.logical;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.internal.catalog.LoadedBackup;
import dev.milvusbackup.internal.data.DataImport;
import dev.milvusbackup.internal.data.Environment;
import dev.milvusbackup.internal.data.ImportRun;
import dev.milvusbackup.internal.data.RestorePlan;
import dev.milvusbackup.internal.data.RestorePlan.CollectionPlan;
import dev.milvusbackup.internal.data.SchemaCompatibility;
import dev.milvusbackup.internal.format.schema.FieldSchema;
import dev.milvusbackup.internal.logical.parquet.ParquetRows;
import dev.milvusbackup.internal.milvus.rbac.Privilege;
import dev.milvusbackup.internal.milvus.server.ServerFeatures;
import dev.milvusbackup.internal.rows.RowSchema;
import java.util.EnumSet;
import java.util.Set;

/** Imports rows by inserts. */
public final class LogicalImport implements DataImport {

  private final String milvusUri;
  private final ServerFeatures server;
  private final SchemaCompatibility compatibility;
  private final RowImporter importer;

  public LogicalImport(Environment environment, String milvusUri, ServerFeatures server) {
    this.milvusUri = milvusUri;
    this.server = server;
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

  @Override
  public void requireTarget(CollectionPlan collection) {
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
  public ImportRun start(RestorePlan plan, String restore) {
    return new LogicalImportRun(importer);
  }
}
