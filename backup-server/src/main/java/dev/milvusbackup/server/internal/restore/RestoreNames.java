package dev.milvusbackup.server.internal.restore;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.milvusbackup.CollectionName;
import dev.milvusbackup.RestoreRequest;
import dev.milvusbackup.SchemaChanges;
import dev.milvusbackup.error.InvalidRequestException;
import dev.milvusbackup.server.internal.body.CollectionSelectors;
import dev.milvusbackup.server.internal.restore.RestorePlanJson.CollectionMapping;
import dev.milvusbackup.server.internal.restore.RestorePlanJson.DatabaseMapping;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The new names: prefix, suffix and renames, or a plan. */
record RestoreNames(
    @Schema(description = "Letters, digits and _.", example = "_recover")
        @JsonProperty("collection_suffix")
        @Nullable String collectionSuffix,
    @Schema(description = "Letters, digits and _. Not in the Go tool.", example = "old_")
        @JsonProperty("collection_prefix")
        @Nullable String collectionPrefix,
    @Schema(
            description =
                "db1.* to db2.*, db1.c1 to db2.c2, c1 to c2, or a_* to b_*; wins over prefix and suffix.")
        @JsonProperty("collection_renames")
        @Nullable Map<String, String> collectionRenames,
    @Schema(description = "Instead of suffix and renames.") @Nullable RestorePlanJson restorePlan) {

  private static final String ALL = ".*";

  void addTo(RestoreRequest.Builder builder, SchemaChanges.Builder changes) {
    String suffix = collectionSuffix == null ? "" : collectionSuffix;
    String prefix = collectionPrefix == null ? "" : collectionPrefix;
    Map<String, String> renames = collectionRenames == null ? Map.of() : collectionRenames;
    checkSuffix(suffix);
    if (restorePlan != null) {
      checkAlone(!suffix.isEmpty(), "suffix");
      checkAlone(!prefix.isEmpty(), "prefix");
      checkAlone(!renames.isEmpty(), "renames");
      apply(restorePlan, builder, changes);
      return;
    }
    builder.prefix(prefix).suffix(suffix);
    renames.forEach((source, target) -> rename(source, target, builder));
  }

  private static void checkSuffix(String suffix) {
    if (!suffix.matches("[A-Za-z0-9_]*")) {
      throw new InvalidRequestException(
          "only alphanumeric characters and underscores are allowed in collection suffix");
    }
  }

  private static void checkAlone(boolean given, String what) {
    if (given) {
      throw new InvalidRequestException(
          "restore plan and collection " + what + " cannot be set at the same time");
    }
  }

  private static void rename(
      String source, @Nullable String nullableTarget, RestoreRequest.Builder builder) {
    String target = RestoreMapping.required(nullableTarget, "a target in collection_renames");
    if (source.contains("*") != target.contains("*")) {
      throw new InvalidRequestException(
          "Cannot rename '%s' to '%s': one is a database or a pattern, the other a collection. Write 'db1.*' to 'db2.*', or 'db1.c1' to 'db2.c2'."
              .formatted(source, target));
    }
    if (isDatabase(source) && isDatabase(target)) {
      builder.renameDatabase(database(source), database(target));
    } else {
      builder.rename(source, target);
    }
  }

  private static boolean isDatabase(String pattern) {
    return pattern.endsWith(ALL) && pattern.indexOf('*') == pattern.length() - 1;
  }

  private static String database(String wildcard) {
    return CollectionSelectors.database(wildcard.substring(0, wildcard.length() - ALL.length()));
  }

  private static void apply(
      RestorePlanJson plan, RestoreRequest.Builder builder, SchemaChanges.Builder changes) {
    List<DatabaseMapping> mappings = plan.mapping() == null ? List.of() : plan.mapping();
    for (DatabaseMapping mapping : mappings) {
      if (mapping == null) {
        throw new InvalidRequestException(
            "Cannot restore: restorePlan.mapping contains null. Remove it.");
      }
      apply(mapping, builder, changes);
    }
  }

  private static void apply(
      DatabaseMapping mapping, RestoreRequest.Builder builder, SchemaChanges.Builder changes) {
    String source = CollectionSelectors.database(mapping.source());
    String target = CollectionSelectors.database(mapping.target());
    if (mapping.colls() == null || mapping.colls().isEmpty()) {
      builder.renameDatabase(source, target);
      return;
    }
    for (CollectionMapping collection : mapping.colls()) {
      if (collection == null) {
        throw new InvalidRequestException(
            "Cannot restore: restorePlan.mapping.colls contains null. Remove it.");
      }
      String name =
          source + "." + RestoreMapping.required(collection.source(), "a source in restorePlan");
      builder.rename(
          name,
          target + "." + RestoreMapping.required(collection.target(), "a target in restorePlan"));
      if (collection.override() != null) {
        collection.override().addTo(changes, CollectionName.parse(name));
      }
    }
  }
}
