package dev.milvusbackup.server.internal.create;

import dev.milvusbackup.BackupRequest;
import dev.milvusbackup.error.InvalidRequestException;

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
    return BackupRequest.builder()
        .name(name)
        .id(id)
        .collections(body.selection().selectors())
        .strategy(body.contents().backupStrategy())
        .rbac(body.contents().rbacPolicy())
        .mode(body.storage().mode())
        .acceptRowDifferences(body.contents().acceptRowDifferences())
        .build();
  }
}
