package dev.milvusbackup.cli;

import dev.milvusbackup.AliasPolicy;
import dev.milvusbackup.LoadPolicy;
import dev.milvusbackup.RestoreRequest;
import dev.milvusbackup.error.InvalidRequestException;
import picocli.CommandLine.Option;

/** Options of {@code restore} about load state, aliases, users and roles. */
final class StateOptions {

  @Option(
      names = "--load",
      defaultValue = "as_before",
      description =
          "as_before: load what was loaded when it was backed up, if indexes are rebuilt; skip: nothing. Default: ${DEFAULT-VALUE}.")
  private LoadPolicy load = LoadPolicy.AS_BEFORE;

  @Option(
      names = "--alias",
      defaultValue = "if_free",
      description =
          "if_free: aliases that now belong to another collection stay there; require: they are an error; skip: no aliases. Default: ${DEFAULT-VALUE}.")
  private AliasPolicy alias = AliasPolicy.IF_FREE;

  @Option(
      names = "--switch_alias",
      split = ",",
      paramLabel = "ALIAS:COLLECTION",
      description =
          "Move an alias to a restored collection as the last step. COLLECTION is the name in the backup.")
  private String[] switches = {};

  @Option(
      names = "--rbac",
      arity = "0..1",
      fallbackValue = "true",
      defaultValue = "false",
      description =
          "Restore users and roles of the backup: true, false, or without_passwords, which creates no users. Default: ${DEFAULT-VALUE}.")
  private RbacChoice rbac = RbacChoice.FALSE;

  void apply(RestoreRequest.Builder request) {
    request.load(load).aliases(alias).rbac(rbac.policy());
    for (String pair : switches) {
      String[] names = pair.strip().split(":", -1);
      if (names.length != 2) {
        throw new InvalidRequestException(
            "Cannot switch an alias by '%s': it does not consist of an alias, a colon and a collection. Write 'live:books'."
                .formatted(pair));
      }
      request.switchAlias(names[0], names[1]);
    }
  }
}
