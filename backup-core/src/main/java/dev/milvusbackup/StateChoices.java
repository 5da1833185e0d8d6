package dev.milvusbackup;

import dev.milvusbackup.error.InvalidRequestException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The part of a request that is about what surrounds the rows.
 *
 * @param <B> the builder
 */
abstract class StateChoices<B> {

  LoadPolicy load = LoadPolicy.AS_BEFORE;
  AliasPolicy aliases = AliasPolicy.IF_FREE;
  final Map<String, CollectionName> aliasSwitches = new LinkedHashMap<>();
  RbacPolicy rbac = RbacPolicy.SKIP;

  abstract B self();

  /**
   * What to do about loading. Default: {@link LoadPolicy#AS_BEFORE}.
   *
   * @param load the policy
   * @return this builder
   */
  public B load(LoadPolicy load) {
    this.load = load;
    return self();
  }

  /**
   * What to do about the aliases of the backup. Default: {@link AliasPolicy#IF_FREE}.
   *
   * @param aliases the policy
   * @return this builder
   */
  public B aliases(AliasPolicy aliases) {
    this.aliases = aliases;
    return self();
  }

  /**
   * Moves an alias that exists to a restored collection, as its last step, once it is complete,
   * counted and loaded: who queries by the alias sees the old rows until then, the new ones from
   * then on.
   *
   * @param alias its name, in the database of the restored collection
   * @param collection {@code collection} or {@code database.collection}, as in the backup
   * @return this builder
   * @throws InvalidRequestException if the collection's name cannot be read
   */
  public B switchAlias(String alias, String collection) {
    aliasSwitches.put(alias, CollectionName.parse(collection));
    return self();
  }

  /**
   * What to do about users and roles, once all collections are restored. Default: {@link
   * RbacPolicy#SKIP}.
   *
   * @param rbac the policy
   * @return this builder
   */
  public B rbac(RbacPolicy rbac) {
    this.rbac = rbac;
    return self();
  }
}
