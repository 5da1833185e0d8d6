package dev.milvusbackup.internal.milvus.contract;

import static dev.milvusbackup.internal.milvus.contract.Records.with;

import dev.milvusbackup.error.CollectionNotFoundException;
import dev.milvusbackup.error.MilvusException;
import dev.milvusbackup.internal.format.metadata.CollectionBackupInfo;
import dev.milvusbackup.internal.format.metadata.PartitionBackupInfo;
import dev.milvusbackup.internal.format.schema.CollectionSchema;
import dev.milvusbackup.internal.format.schema.FieldSchema;
import dev.milvusbackup.internal.milvus.MilvusLoading;
import dev.milvusbackup.internal.milvus.contract.BrokenGateway.Flaw;
import dev.milvusbackup.internal.milvus.contract.Flaws.Table;
import dev.milvusbackup.internal.milvus.fake.SampleSchema;
import dev.milvusbackup.internal.milvus.rbac.MilvusRbac.RbacSnapshot;
import dev.milvusbackup.internal.milvus.rbac.Privilege;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Gateways that break a clause about what has a name. */
final class ObjectFlaws {

  private ObjectFlaws() {}

  static Map<String, BrokenGateway> all() {
    Table table = new Table();
    databases(table);
    collections(table);
    names(table);
    partitionsAndIndexes(table);
    loading(table);
    aliases(table);
    rights(table);
    return table.byClause;
  }

  /** Says nothing where it should say no. */
  private static Object swallow(BrokenGateway.Real real, Object[] arguments) throws Throwable {
    try {
      return real.call(arguments);
    } catch (MilvusException e) {
      return null;
    }
  }

  /** Gives its first answer for ever, if it is one that is remembered. */
  private static Flaw remembering(Predicate<Object> remembered) {
    Map<Object, Object> answers = new HashMap<>();
    return (real, arguments) -> {
      Object known = answers.get(arguments[0]);
      if (known != null) {
        return known;
      }
      Object answer = real.call(arguments);
      if (remembered.test(answer)) {
        answers.put(arguments[0], answer);
      }
      return answer;
    };
  }

  private static void databases(Table table) {
    table
        .breaking(
            "aDatabaseIsListedUntilItIsDropped",
            "databases.names",
            (real, arguments) -> List.of("default"))
        .breaking("aDatabaseWithACollectionIsNotDropped", "databases.drop", ObjectFlaws::swallow)
        .breaking(
            "nothingIsFoundInADatabaseThatIsNotThere",
            "collections.names",
            (real, arguments) ->
                arguments[0].equals("contract_absent") ? List.of() : real.call(arguments))
        .breaking(
            "aCollectionIsListedInItsDatabaseOnly",
            "collections.names",
            (real, arguments) ->
                arguments[0].equals("contract_absent") || arguments[0].equals("default")
                    ? real.call(arguments)
                    : List.of());
  }

  private static void collections(Table table) {
    table
        .breaking(
            "aCollectionIsDescribedAsItWasCreated",
            "collections.create",
            (real, arguments) ->
                real.call(
                    arguments[0],
                    ((CollectionBackupInfo) arguments[1]).properties().isEmpty()
                        ? arguments[1]
                        : SampleSchema.named().build()))
        .breaking(
            "fieldsAreNumberedInTheirOrder",
            "collections.describe",
            (real, arguments) -> backwards((CollectionBackupInfo) real.call(arguments)))
        .breaking("aNameIsTakenBySomethingElse", "collections.create", ObjectFlaws::swallow)
        .breaking(
            "aCollectionThatIsNotThereIsToldAsSuch",
            "collections.id",
            (real, arguments) -> {
              try {
                return real.call(arguments);
              } catch (CollectionNotFoundException e) {
                return -1L;
              }
            })
        .breaking("aNewCollectionOfTheNameHasAnotherId", "collections.id", remembering(id -> true));
  }

  private static CollectionBackupInfo backwards(CollectionBackupInfo info) {
    List<FieldSchema> fields = new ArrayList<>(info.schema().fields());
    if (fields.size() != 3) {
      return info;
    }
    Collections.reverse(fields);
    CollectionSchema schema = with(info.schema(), "fields", fields);
    return with(info, "schema", schema);
  }

  private static void names(Table table) {
    Map<Object, Set<Object>> seen = new HashMap<>();
    Set<Object> dropped = new HashSet<>();
    table
        .breaking(
            "aRenamedCollectionKeepsItsId",
            "collections.rename",
            (real, arguments) -> {
              real.call(arguments);
              return real.call(arguments[1], arguments[0]);
            })
        .breaking(
            "noCollectionIsRenamedToANameThatIsTaken", "collections.rename", ObjectFlaws::swallow)
        .breaking(
            "aDroppedCollectionIsGone",
            "collections.names",
            (real, arguments) -> {
              Set<Object> all = seen.computeIfAbsent(arguments[0], d -> new LinkedHashSet<>());
              all.addAll((List<?>) real.call(arguments));
              return List.copyOf(all);
            })
        .breaking(
            "theDropOfWhatIsNotThereIsNoError",
            "collections.drop",
            (real, arguments) -> {
              if (!dropped.add(arguments[0])) {
                throw new MilvusException("Cannot drop it twice");
              }
              return real.call(arguments);
            });
  }

  private static void partitionsAndIndexes(Table table) {
    table
        .breaking(
            "aPartitionIsAddedToTheDefaultOne",
            "partitions.of",
            (real, arguments) -> partitions(real.call(arguments), "fiction"))
        .breaking(
            "aPartitionKeyMakesNumberedPartitions",
            "partitions.of",
            (real, arguments) -> partitions(real.call(arguments), "_default_2"))
        .breaking("anIndexIsDescribedAsItWasCreated", "indexes.of", (real, arguments) -> List.of())
        .breaking(
            "noIndexesAreAnEmptyList",
            "indexes.of",
            (real, arguments) -> {
              List<?> indexes = (List<?>) real.call(arguments);
              if (indexes.isEmpty()) {
                throw new MilvusException("index not found");
              }
              return indexes;
            })
        .breaking("anIndexOfAFieldThatIsNotThereIsRefused", "indexes.create", ObjectFlaws::swallow);
  }

  private static List<PartitionBackupInfo> partitions(Object listed, String without) {
    List<PartitionBackupInfo> kept = new ArrayList<>();
    for (Object partition : (List<?>) listed) {
      PartitionBackupInfo info = (PartitionBackupInfo) partition;
      if (!info.partitionName().equals(without)) {
        kept.add(info);
      }
    }
    return kept;
  }

  private static void loading(Table table) {
    table
        .breaking("aCollectionWithoutAnIndexIsNotLoaded", "loading.load", ObjectFlaws::swallow)
        .breaking("aCollectionIsLoadedAndReleased", "loading.replicas", (real, arguments) -> 0)
        .breaking(
            "somePartitionsAreLoadedByThemselves",
            "loading.state",
            (real, arguments) ->
                arguments.length == 2 ? MilvusLoading.LOADED : real.call(arguments));
  }

  private static void aliases(Table table) {
    table
        .breaking(
            "anAliasIsAnotherNameThatMoves",
            "aliases.owner",
            remembering(owner -> !owner.equals(Optional.empty())))
        .breaking(
            "theAliasesOfADroppedCollectionAreInTheWayOrGoWithIt",
            "aliases.owner",
            remembering(owner -> owner.equals(Optional.empty())))
        .breaking(
            "aNameThatNothingHasIsNobodys",
            "aliases.owner",
            (real, arguments) ->
                arguments[0].toString().endsWith("nobody")
                    ? Optional.of(arguments[0])
                    : real.call(arguments))
        .breaking("anAliasIsNotTheNameOfACollection", "aliases.point", ObjectFlaws::swallow);
  }

  private static void rights(Table table) {
    table
        .breaking(
            "aRoleIsReadBackWithItsGrants",
            "rbac.read",
            (real, arguments) -> {
              RbacSnapshot read = (RbacSnapshot) real.call(arguments);
              return with(read, "meta", with(read.meta(), "grants", List.of()));
            })
        .breaking("anUnknownUserGetsNoRole", "rbac.addToRole", ObjectFlaws::swallow)
        .breaking(
            "whoeverGaveNoUserMayDoEverything",
            "privileges.has",
            (real, arguments) -> arguments[0] != Privilege.INSERT);
  }
}
