package dev.milvusbackup.server.internal.create;

import dev.milvusbackup.BackupRequest;
import dev.milvusbackup.error.InvalidRequestException;
import dev.milvusbackup.server.internal.body.LabelOptions;

/** Converts the body of create to the library's request. */
final class CreateMapping {

  private CreateMapping() {}

  /**
   * The request.
   *
   * @param id of the job and the backup
   * @throws InvalidRequestException if the body requests something unsupported
   */
  static BackupRequest request(CreateBody body, String id) {
    String name = BackupNameRule.check(body.job().backupName());
    body.storage().checkSupported();
    BackupRequest.Builder request = BackupRequest.builder();
    CreateJob job = body.job();
    if (job.description() != null) {
      request.description(job.description());
    }
    LabelOptions.of(job.labels()).forEach(request::label);
    return request
        .name(name)
        .id(id)
        .collections(body.selection().selectors())
        .strategy(body.contents().backupStrategy())
        .rbac(body.contents().rbacPolicy())
        .mode(body.storage().mode())
        .acceptRowDifferences(body.contents().acceptRowDifferences())
        .incremental(body.storage().incremental())
        .build();
  }
}
