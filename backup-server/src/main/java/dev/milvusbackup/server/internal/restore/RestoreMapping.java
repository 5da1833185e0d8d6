package dev.milvusbackup.server.internal.restore;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.IfExists;
import dev.milvusbackup.IndexPolicy;
import dev.milvusbackup.RestoreContent;
import dev.milvusbackup.RestoreRequest;
import dev.milvusbackup.error.InvalidRequestException;
import dev.milvusbackup.manifest.BackupManifest;
import dev.milvusbackup.manifest.CollectionManifest;
import dev.milvusbackup.server.internal.body.CollectionSelectors;
import dev.milvusbackup.server.internal.body.UnsupportedOption;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** From the body of restore to the library's request. */
final class RestoreMapping {

  private RestoreMapping() {}

  /** The name of the backup to restore. */
  static String backupName(RestoreBody body) {
    if (body.backupName() == null || body.backupName().isEmpty()) {
      throw new InvalidRequestException("backup name is required");
    }
    return body.backupName();
  }

  /**
   * Checks what can be checked without the backup.
   *
   * @throws InvalidRequestException if the body asks for what cannot be done
   */
  static void check(RestoreBody body) {
    backupName(body);
    checkSupported(body);
    builder(body).build();
  }

  /**
   * The request.
   *
   * @param id of the job
   * @throws InvalidRequestException if the body asks for what cannot be done
   */
  static RestoreOrder order(RestoreBody body, String id, BackupManifest backup) {
    RestoreRequest request = builder(body).id(id).build();
    // A selector that matches nothing is for the library to report.
    List<CollectionName> targets =
        backup.collections().stream()
            .map(CollectionManifest::name)
            .filter(request::selects)
            .map(request::targetOf)
            .toList();
    return new RestoreOrder(request, targets);
  }

  private static void checkSupported(RestoreBody body) {
    UnsupportedOption.refuse(
        body.useAutoIndex() && body.restoreIndex(),
        "useAutoIndex",
        "always restores indexes as they were");
    UnsupportedOption.refuse(
        body.maxShardNum() > 0, "maxShardNum", "always keeps the number of shards");
    UnsupportedOption.refuse(
        body.skipParams() != null && !body.skipParams().isEmpty(),
        "skipParams",
        "always restores schemas and indexes completely");
    UnsupportedOption.refuse(
        body.truncateBinlogByTs(), "truncateBinlogByTs", "always restores all rows");
    UnsupportedOption.refuse(
        body.ezkMapping() != null && !body.ezkMapping().isEmpty(),
        "ezkMapping",
        "never restores encryption zones");
    UnsupportedOption.refuse(
        body.dropExistIndex() && body.skipCreateCollection(),
        "dropExistIndex",
        "always keeps indexes of existing collections");
  }

  private static RestoreRequest.Builder builder(RestoreBody body) {
    RestoreRequest.Builder builder =
        RestoreRequest.builder()
            .backup(backupName(body))
            .collections(sources(body))
            .targets(targets(body))
            .indexes(body.restoreIndex() ? IndexPolicy.REBUILD : IndexPolicy.SKIP)
            .ifExists(ifExists(body))
            .content(body.metaOnly() ? RestoreContent.SCHEMA_ONLY : RestoreContent.ALL);
    RestoreNames.apply(body, builder);
    RestoreState.apply(body, builder);
    return builder;
  }

  private static List<String> sources(RestoreBody body) {
    List<String> ofDatabases =
        CollectionSelectors.ofDatabases(body.dbCollections(), "db_collections");
    return ofDatabases.isEmpty()
        ? CollectionSelectors.ofNames(body.collectionNames())
        : ofDatabases;
  }

  private static List<String> targets(RestoreBody body) {
    RestorePlanJson plan = body.restorePlan();
    if (plan != null && plan.filter() != null) {
      return CollectionSelectors.ofFilter(plan.filter(), "restorePlan.filter");
    }
    return CollectionSelectors.ofDatabases(
        body.dbCollectionsAfterRename(), "db_collections_after_rename");
  }

  private static IfExists ifExists(RestoreBody body) {
    if (count(body.dropExistCollection(), body.skipCreateCollection(), body.skipExistCollection())
        > 1) {
      throw new InvalidRequestException(
          "Cannot restore: dropExistCollection, skipCreateCollection and skipExistCollection contradict each other. Send one of them.");
    }
    if (body.skipExistCollection()) {
      return IfExists.SKIP;
    }
    return body.dropExistCollection()
        ? IfExists.REPLACE
        : body.skipCreateCollection() ? IfExists.APPEND : IfExists.FAIL;
  }

  private static int count(Boolean... given) {
    return (int) Stream.of(given).filter(flag -> flag).count();
  }

  static String required(@Nullable String value, String what) {
    if (value == null || value.isEmpty()) {
      throw new InvalidRequestException(
          "Cannot restore: %s is empty. Give it a name.".formatted(what));
    }
    return value;
  }
}
