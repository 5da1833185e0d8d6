package dev.milvusbackup.server.internal.create;

import dev.milvusbackup.BackupMode;
import dev.milvusbackup.BackupRequest;
import dev.milvusbackup.BackupStrategy;
import dev.milvusbackup.error.InvalidRequestException;
import dev.milvusbackup.server.internal.body.CollectionSelectors;
import dev.milvusbackup.server.internal.body.RbacChoice;
import dev.milvusbackup.server.internal.body.UnsupportedOption;
import java.util.List;

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
    String name = BackupNameRule.check(body.backupName());
    UnsupportedOption.refuse(
        body.withIndexExtra(), "with_index_extra", "never reads the extra fields of indexes");
    return BackupRequest.builder()
        .name(name)
        .id(id)
        .collections(collections(body))
        .strategy(strategy(body))
        .rbac(RbacChoice.of(body.rbac(), body.rbacWithoutPasswords()))
        .mode(mode(body))
        .build();
  }

  private static List<String> collections(CreateBody body) {
    if (body.filter() != null) {
      return CollectionSelectors.ofFilter(body.filter(), "filter");
    }
    List<String> ofDatabases =
        CollectionSelectors.ofDatabases(body.dbCollections(), "db_collections");
    return ofDatabases.isEmpty()
        ? CollectionSelectors.ofNames(body.collectionNames())
        : ofDatabases;
  }

  private static BackupMode mode(CreateBody body) {
    return switch (body.format() == null ? "" : body.format()) {
      case "", "auto", "binlog" -> BackupMode.BINLOG;
      case "logical" -> BackupMode.LOGICAL;
      default ->
          throw new InvalidRequestException(
              "Option 'format' is not supported with this value. Known: auto, binlog, logical.");
    };
  }

  private static BackupStrategy strategy(CreateBody body) {
    String strategy = body.strategy() == null ? "" : body.strategy();
    return switch (strategy) {
      case "" ->
          body.force()
              ? BackupStrategy.SKIP_FLUSH
              : body.metaOnly() ? BackupStrategy.SCHEMA_ONLY : BackupStrategy.FLUSH;
      case "auto", "serial_flush", "bulk_flush" -> BackupStrategy.FLUSH;
      case "skip_flush" -> BackupStrategy.SKIP_FLUSH;
      case "meta_only" -> BackupStrategy.SCHEMA_ONLY;
      default ->
          throw new InvalidRequestException(
              "Cannot create a backup: unknown strategy. Known: auto, serial_flush, bulk_flush, skip_flush, meta_only.");
    };
  }
}
