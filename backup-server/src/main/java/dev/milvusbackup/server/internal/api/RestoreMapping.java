package dev.milvusbackup.server.internal.api;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.CollectionSelector;
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
    RestoreRequest all = builder(body).id(id).build();
    List<CollectionName> known =
        backup.collections().stream().map(CollectionManifest::name).toList();
    List<CollectionName> sources = CollectionSelector.select(all.collections(), known);
    List<CollectionSelector> targets =
        targetFilter(body).stream().map(CollectionSelector::parse).toList();
    if (targets.isEmpty() || misses(all.collections(), known)) {
      // A selector that misses is the library's to report, so the request stays as it is.
      return new RestoreOrder(all, sources.stream().map(all::targetOf).toList());
    }
    List<CollectionName> chosen = chosen(all, sources, targets);
    List<String> names = chosen.stream().map(CollectionName::toString).toList();
    return new RestoreOrder(
        builder(body).id(id).collections(names).build(),
        chosen.stream().map(all::targetOf).toList());
  }

  private static RestoreRequest.Builder builder(RestoreBody body) {
    RestoreRequest.Builder builder =
        RestoreRequest.builder()
            .backup(backupName(body))
            .collections(sources(body))
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

  private static List<String> targetFilter(RestoreBody body) {
    RestorePlan plan = body.restorePlan();
    if (plan != null && plan.filter() != null) {
      return Selection.ofFilter(plan.filter(), "restorePlan.filter");
    }
    return Selection.ofDatabases(body.dbCollectionsAfterRename(), "db_collections_after_rename");
  }

  private static List<CollectionName> chosen(
      RestoreRequest request, List<CollectionName> sources, List<CollectionSelector> targets) {
    List<CollectionName> all = sources.stream().map(request::targetOf).toList();
    if (misses(targets, all)) {
      throw new InvalidRequestException(
          "Cannot restore backup '%s': the filter on names after renaming (%s) selects what is not there (%s). Correct the filter."
              .formatted(request.backup(), targets, all));
    }
    return sources.stream().filter(s -> matches(targets, request.targetOf(s))).toList();
  }

  private static boolean misses(
      List<CollectionSelector> selectors, List<CollectionName> collections) {
    return selectors.stream().anyMatch(s -> collections.stream().noneMatch(s::matches));
  }

  private static boolean matches(List<CollectionSelector> selectors, CollectionName name) {
    return selectors.stream().anyMatch(s -> s.matches(name));
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
        : body.skipCreateCollection() ? IfExists.INTO : IfExists.FAIL;
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
