package dev.milvusbackup.server.internal.restore;

import dev.milvusbackup.AliasPolicy;
import dev.milvusbackup.LoadPolicy;
import dev.milvusbackup.RestoreRequest;
import dev.milvusbackup.error.InvalidRequestException;
import dev.milvusbackup.server.internal.body.RbacOptions;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Load state, aliases, users and roles. */
record RestoreState(
    @Schema(description = "Restore users and roles of the backup.") boolean rbac,
    @Schema(description = "The same, but creates no users. Not in the Go tool.")
        boolean rbacWithoutPasswords,
    @Schema(
            description =
                "as_before: load what was loaded, if indexes are rebuilt; skip: nothing. Not in the Go tool.",
            defaultValue = "as_before")
        @Nullable String loadPolicy,
    @Schema(
            description =
                "if_free: aliases of others stay; require: they are an error; skip: no aliases. Not in the Go tool.",
            defaultValue = "if_free")
        @Nullable String aliasPolicy,
    @Schema(
            description =
                "Alias to the collection of the backup that it is moved to as the last step. Not in the Go tool.")
        @Nullable Map<String, String> switchAliases) {

  void addTo(RestoreRequest.Builder builder) {
    builder
        .rbac(RbacOptions.of(rbac, rbacWithoutPasswords))
        .load(choice(loadPolicy, LoadPolicy.AS_BEFORE, "loadPolicy"))
        .aliases(choice(aliasPolicy, AliasPolicy.IF_FREE, "aliasPolicy"));
    if (switchAliases != null) {
      switchAliases.forEach(
          (alias, collection) ->
              builder.switchAlias(
                  alias, RestoreMapping.required(collection, "a collection in switchAliases")));
    }
  }

  private static <E extends Enum<E>> E choice(@Nullable String text, E byDefault, String field) {
    if (text == null || text.isEmpty()) {
      return byDefault;
    }
    return Arrays.stream(byDefault.getDeclaringClass().getEnumConstants())
        .filter(value -> name(value).equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidRequestException(
                    "Cannot restore: unknown %s. Known: %s."
                        .formatted(
                            field,
                            Arrays.stream(byDefault.getDeclaringClass().getEnumConstants())
                                .map(RestoreState::name)
                                .collect(Collectors.joining(", ")))));
  }

  private static String name(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
