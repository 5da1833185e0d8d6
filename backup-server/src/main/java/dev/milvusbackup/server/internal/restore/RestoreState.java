package dev.milvusbackup.server.internal.restore;

import dev.milvusbackup.AliasPolicy;
import dev.milvusbackup.LoadPolicy;
import dev.milvusbackup.RestoreRequest;
import dev.milvusbackup.error.InvalidRequestException;
import dev.milvusbackup.server.internal.body.RbacChoice;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Converts the options of a body about load state, aliases, users and roles. */
final class RestoreState {

  private RestoreState() {}

  static void apply(RestoreBody body, RestoreRequest.Builder builder) {
    builder
        .rbac(RbacChoice.of(body.rbac(), body.rbacWithoutPasswords()))
        .load(choice(body.loadPolicy(), LoadPolicy.AS_BEFORE, "loadPolicy"))
        .aliases(choice(body.aliasPolicy(), AliasPolicy.IF_FREE, "aliasPolicy"));
    if (body.switchAliases() != null) {
      body.switchAliases()
          .forEach(
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
