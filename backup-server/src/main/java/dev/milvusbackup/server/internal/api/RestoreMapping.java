package dev.milvusbackup.server.internal.api;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.IfExists;
import dev.milvusbackup.IndexPolicy;
import dev.milvusbackup.RestoreContent;
import dev.milvusbackup.RestoreRequest;
import dev.milvusbackup.error.InvalidRequestException;
import dev.milvusbackup.manifest.BackupManifest;
import dev.milvusbackup.manifest.CollectionManifest;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** From the body of restore to the library's request. */
public final class RestoreMapping {

  private RestoreMapping() {}

  /** The name of the backup to restore. */
  public static String backupName(RestoreBody body) {
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
  public static void check(RestoreBody body) {
    backupName(body);
    Unsupported.check(body);
    builder(body).build();
  }

  /**
   * The request.
   *
   * @param id of the job
   * @throws InvalidRequestException if the body asks for what cannot be done
   */
  public static RestoreOrder order(RestoreBody body, String id, BackupManifest backup) {
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
    StateMapping.apply(body, builder);
    return builder;
  }

  private static List<String> sources(RestoreBody body) {
    List<String> ofDatabases = Selection.ofDatabases(body.dbCollections(), "db_collections");
    return ofDatabases.isEmpty() ? Selection.ofNames(body.collectionNames()) : ofDatabases;
  }

  private static List<String> targets(RestoreBody body) {
    RestorePlan plan = body.restorePlan();
    if (plan != null && plan.filter() != null) {
      return Selection.ofFilter(plan.filter(), "restorePlan.filter");
    }
    return Selection.ofDatabases(body.dbCollectionsAfterRename(), "db_collections_after_rename");
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
