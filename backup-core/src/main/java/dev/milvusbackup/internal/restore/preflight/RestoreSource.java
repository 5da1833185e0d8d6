package dev.milvusbackup.internal.restore.preflight;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.RestoreContent;
import dev.milvusbackup.RestoreRequest;
import dev.milvusbackup.internal.catalog.BackupCatalog;
import dev.milvusbackup.internal.catalog.LoadedBackup;
import dev.milvusbackup.internal.data.DataImport;
import dev.milvusbackup.internal.data.DataPaths;
import dev.milvusbackup.internal.data.Environment;
import dev.milvusbackup.internal.data.SchemaOnlyImport;
import dev.milvusbackup.internal.milvus.server.ServerFeatures;
import dev.milvusbackup.internal.restore.resume.RestoreIdentity;
import java.util.Map;

/**
 * The source and target of a restore.
 *
 * @param path how the rows enter Milvus
 * @param targets the target names of the selected collections
 */
public record RestoreSource(
    LoadedBackup backup,
    ServerFeatures server,
    DataImport path,
    Map<CollectionName, CollectionName> targets,
    RestoreIdentity identity) {

  /** Reads the backup and checks that the server supports it at all. */
  public static RestoreSource open(
      RestoreRequest request, Environment environment, DataPaths paths) {
    LoadedBackup backup = new BackupCatalog(environment.backups()).get(request.backup());
    ServerFeatures server = ServerFeatures.of(environment.milvus().version());
    DataImport path = path(request, paths.imports(backup.info(), server));
    path.require(backup);
    Map<CollectionName, CollectionName> targets = RestoreTargets.of(request, backup);
    return new RestoreSource(
        backup,
        server,
        path,
        targets,
        RestoreIdentity.of(request, backup, targets, path.address()));
  }

  private static DataImport path(RestoreRequest request, DataImport path) {
    return request.content() == RestoreContent.ALL ? path : new SchemaOnlyImport(path);
  }
}
