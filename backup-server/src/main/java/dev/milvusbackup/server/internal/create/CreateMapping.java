package dev.milvusbackup.server.internal.create;

import dev.milvusbackup.BackupMode;
import dev.milvusbackup.BackupRequest;
import dev.milvusbackup.config.CreateSettings;
import dev.milvusbackup.error.InvalidRequestException;
import dev.milvusbackup.retention.PruneRequest;
import dev.milvusbackup.server.internal.body.LabelOptions;
import dev.milvusbackup.server.internal.body.RetentionOptions;
import java.util.Objects;
import java.util.Optional;

/** Converts the body of create to the library's request. */
final class CreateMapping {

  private CreateMapping() {}

  /**
   * The request.
   *
   * @param id of the job and the backup
   * @param defaults for what the body does not say
   * @throws InvalidRequestException if the body requests something unsupported
   */
  static BackupRequest request(CreateBody body, String id, CreateSettings defaults) {
    String name = BackupNameRule.check(body.job().backupName());
    body.storage().checkSupported();
    BackupRequest.Builder request = BackupRequest.builder();
    CreateJob job = body.job();
    if (job.description() != null) {
      request.description(job.description());
    }
    LabelOptions.of(job.labels()).forEach(request::label);
    job.depth(defaults.verify()).ifPresent(request::verify);
    body.storage().lock().addTo(request, defaults);
    retention(body, name, defaults).ifPresent(request::retention);
    return request
        .name(name)
        .id(id)
        .collections(body.selection().selectors())
        .strategy(body.contents().backupStrategy())
        .rbac(body.contents().rbacPolicy())
        .mode(body.storage().mode())
        .acceptRowDifferences(body.contents().acceptRowDifferences())
        .incremental(incremental(body.storage(), defaults))
        .build();
  }

  private static boolean incremental(CreateStorage storage, CreateSettings defaults) {
    return Objects.requireNonNullElse(
        storage.incremental(), defaults.incremental() && storage.mode() == BackupMode.BINLOG);
  }

  /** In another directory, nothing would know of other jobs that use its backups. */
  private static Optional<PruneRequest> retention(
      CreateBody body, String name, CreateSettings defaults) {
    String root = body.storage().backupRootPath();
    boolean elsewhere = root != null && !root.isEmpty();
    RetentionOptions given = body.job().retention();
    if (given == null) {
      return elsewhere ? Optional.empty() : defaults.retention(name);
    }
    if (elsewhere) {
      throw new InvalidRequestException(
          "Cannot create a backup: retention works only in the server's own directory. Leave out backup_root_path, or send a prune with that path afterwards.");
    }
    return Optional.of(given.request());
  }
}
